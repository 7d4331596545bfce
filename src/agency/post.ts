import { z } from 'zod'

/** Posts 岗位 and their names; what each may do stands in the acts' `by` and in the packs' approval chains. */
export const postsZh = {
  handler: '办案人员',
  unitHead: '承办机构负责人',
  reviewer: '法制审核人员',
  head: '机关负责人',
  leaderInCharge: '分管领导',
  principalLeader: '主要负责人',
  publisher: '公示经办人员',
  releaser: '公示发布人员',
  supervisor: '执法监督人员',
  administrator: '系统管理员',
} as const
export type Post = keyof typeof postsZh

export const post = z.enum(Object.keys(postsZh) as [Post, ...Post[]])

/** A 主要负责人 is a 负责人 wherever the law asks for one; the reverse does not hold. */
const stands: Partial<Record<Post, readonly Post[]>> = { head: ['head', 'principalLeader'] }

/** Which of `held` answers to `asked`, if any 以何岗位办理. */
export const postFor = (held: readonly Post[], asked: readonly Post[]): Post | undefined =>
  asked.flatMap((one) => stands[one] ?? [one]).find((one) => held.includes(one))
