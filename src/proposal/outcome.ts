import { yuan } from '#law/money'
import type { Payable, Penalty } from '#proposal/proposal'

const said: { [K in Penalty['kind']]: (penalty: Extract<Penalty, { kind: K }>) => string } = {
  warning: () => '警告',
  circular: () => '通报批评',
  fine: ({ fen }) => `罚款人民币 ${yuan(fen)}`,
  confiscateGains: ({ fen }) => `没收违法所得 ${yuan(fen)}`,
  confiscateGoods: ({ goods }) => `没收非法财物（${goods}）`,
  suspendLicence: ({ term }) => `暂扣许可证件${term}`,
  downgrade: ({ what }) => `降低资质等级（${what}）`,
  revoke: ({ what }) => `吊销${what}`,
  restrict: ({ what }) => `限制开展生产经营活动（${what}）`,
  stop: ({ what }) => `责令停产停业（${what}）`,
  close: () => '责令关闭',
  ban: ({ what }) => `限制从业（${what}）`,
  other: ({ what }) => what,
}

/** The penalties in one line 处罚内容, `警告，罚款人民币 2,100 元`. */
export const outcomeZh = (penalties: readonly Penalty[]): string =>
  penalties.map((penalty) => (said[penalty.kind] as (p: Penalty) => string)(penalty)).join('，')

export const lineZh: Record<Payable['line'], string> = { fine: '罚款', gains: '没收违法所得', refund: '退回医疗保障基金' }
export const accountZh: Record<Payable['account'], string> = { treasury: '国库', fund: '医疗保障基金财政专户' }
