/** What may be put on file 可附的材料, by the type a browser names: told by their first bytes, whatever their name says. */
export const media = {
  'application/pdf': { zh: 'PDF', ending: 'pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  'image/jpeg': { zh: 'JPEG 图片', ending: 'jpg', begins: [0xff, 0xd8, 0xff] },
  'image/png': { zh: 'PNG 图片', ending: 'png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
} as const satisfies Record<string, { zh: string; ending: string; begins: readonly number[] }>
export type MediaType = keyof typeof media
export const mediaTypes = Object.keys(media) as [MediaType, ...MediaType[]]

/** Whether bytes begin as their type says. */
export const isOf = (type: MediaType, head: Uint8Array): boolean => media[type].begins.every((byte, n) => head[n] === byte)
