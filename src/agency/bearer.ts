import { type Certificate, validOn } from '#agency/certificate'
import type { Day } from '#law/day'

/** How a certificate stands on a day 证件状态. */
export function certificateStateZh(
  { from, to, suspended, leftOn, ...rest }: Certificate & Readonly<{ leftOn: Day | null }>,
  on: Day,
): string {
  if (leftOn && leftOn < on) return '已离任'
  if (on < from) return '尚未生效'
  if (to < on) return '已失效'
  return validOn({ ...rest, from, to, ...(suspended ? { suspended } : {}) }, on) ? '有效' : '暂扣'
}
