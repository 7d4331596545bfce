/** What may become of a matter, by its events: every one of these is to be seen. */
export const ways = {
  听证: ['hearing.held'],
  缺席听证: ['hearing.absent'],
  听证延期: ['hearing.postponed'],
  听证人员回避: ['hearing.recusalDecided'],
  回避: ['case.recusalDecided'],
  更换办案人员: ['case.handlerReplaced'],
  登记保存: ['case.preserved'],
  紧急登记保存: ['case.preservedUrgently'],
  中止调查: ['case.suspended'],
  恢复调查: ['case.resumed'],
  延长期限: ['decision.termExtended'],
  扣除时间: ['decision.timeExcluded'],
  不予立案: ['case.filingDeclined'],
  撤销立案: ['case.filingWithdrawn'],
  移送: ['case.transferred'],
  终止调查: ['case.terminated'],
  不予行政处罚: ['penalty.notPunished'],
  违法事实不成立: ['penalty.foundUnfounded'],
  移送公安: ['decision.crimeSent'],
  作出决定: ['penalty.decided'],
  撤销: ['decision.outcomeSet'],
  重新决定: ['decision.outcomeSet', 'penalty.decided'],
  听证后决定: ['hearing.held', 'penalty.decided'],
  缴清: ['execution.settled'],
  结案: ['decision.closed'],
} as const
export type Seen = keyof typeof ways

/** Which of the ways these events went: their kinds one after another. */
export const seenIn = (kinds: readonly string[]): readonly Seen[] =>
  (Object.keys(ways) as Seen[]).filter((way) => {
    let from = 0
    return ways[way].every((kind) => {
      const at = kinds.indexOf(kind, from)
      from = at + 1
      return at >= 0
    })
  })
