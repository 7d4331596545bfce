import { type Day, day, zhDay } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { inForce, type Law, on } from '#policy/law'

/** How a paper reached the party 文书送达. */
export const paper = {
  mode: words(20).meta({ title: '送达方式', of: 'delivery.modes' }),
  to: words(60).meta({ title: '收件人' }),
  on: day.meta({ title: '送达日期' }),
  proof: words(1000).meta({ title: '送达回证记载' }),
}

/** A paper is served in a way the law of the day knows (QZF-38), not before it was made and not in the future. */
export function paperAmiss(said: Readonly<{ mode: string; on: Day }>, notBefore: Day, law: Law, today: Day): Refusal | undefined {
  if (said.on > today) return refuse('in-future', '送达日期不能晚于今天', 'QZF-38')
  if (said.on < notBefore) return refuse('too-early', `送达日期不能早于${zhDay(notBefore)}，请核对`, 'QZF-38')
  const modes = inForce(law.lists, 'delivery.modes', on(said.on))
  return modes.items.some(({ id }) => id === said.mode)
    ? undefined
    : refuse('delivery-mode', `当日没有这种送达方式，可用：${modes.items.map(({ zh }) => zh).join('、')}`, ...modes.clauses)
}
