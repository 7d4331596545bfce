/** The level 层级 of an agency in the tree of agencies, the highest first. */
export const levels = ['province', 'city', 'county'] as const
export type Level = (typeof levels)[number]
