/** Kinds of penalty 处罚种类, as outcomes name them, in the order of the law (CFF-9). */
export const kinds = [
  '警告',
  '通报批评',
  '罚款',
  '没收',
  '暂扣',
  '降低资质',
  '吊销',
  '限制开展',
  '责令停产停业',
  '责令关闭',
  '限制从业',
] as const
export type Kind = (typeof kinds)[number]
