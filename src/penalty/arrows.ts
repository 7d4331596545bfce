import type { Chart } from '#penalty/chart'
import { inquiry, type Phase } from '#penalty/ordinary'

/** States that steps leave or reach alike 阶段, drawn as one box; a box may stand in another. */
export type Stage = Readonly<{ id: string; zh: string; of: readonly Phase[]; within?: string }>
export const stages = [
  { id: 'undecided', zh: '作出决定以前', of: ['clue', 'applied', ...inquiry, 'suspended'] },
  { id: 'filing', zh: '立案', of: ['clue', 'applied'], within: 'undecided' },
  { id: 'filed', zh: '立案以后', of: [...inquiry, 'suspended'], within: 'undecided' },
  { id: 'inquiry', zh: '调查与听取意见', of: inquiry, within: 'filed' },
  { id: 'concluding', zh: '调查终结以后', of: ['concluded', 'proposed', 'noticed'], within: 'inquiry' },
  { id: 'standing', zh: '决定与执行', of: ['decided', 'delivered', 'executing', 'fulfilled'] },
  { id: 'served', zh: '送达以后', of: ['delivered', 'executing', 'fulfilled'], within: 'standing' },
] as const satisfies readonly Stage[]
type Place = Phase | (typeof stages)[number]['id']

/** One arrow of the drawing 流向: from a state or a box to another, and the steps that go that way. */
export type Arrow = Readonly<{ from: Place; to: Place; acts: readonly Readonly<{ act: string; zh: string }>[] }>

/** The moves of a chart, those that all states of a box have in common drawn once 合并相同的流向. */
export function arrowsOf({ moves }: Pick<Chart, 'moves'>): readonly Arrow[] {
  let left = moves
  const arrows: Arrow[] = []
  const draw = (of: readonly Phase[], from: (one: Phase) => Phase, to: (one: Phase) => Phase, ends: Omit<Arrow, 'acts'>) => {
    const alike = (act: string) =>
      of.every((one) => left.some((move) => move.act === act && move.from === from(one) && move.to === to(one)))
    const acts = [...new Map(left.flatMap(({ act, zh }) => (alike(act) ? [[act, { act, zh }] as const] : []))).values()]
    if (acts.length === 0) return
    arrows.push({ ...ends, acts })
    left = left.filter(
      (move) => !(acts.some(({ act }) => act === move.act) && of.some((one) => move.from === from(one) && move.to === to(one))),
    )
  }
  const states = [...new Set(moves.flatMap(({ from, to }) => [from, to]))]
  for (const { id, of } of stages as readonly (Stage & { id: Place })[])
    for (const other of states.filter((state) => !of.includes(state))) {
      draw(
        of,
        (one) => one,
        () => other,
        { from: id, to: other },
      )
      draw(
        of,
        () => other,
        (one) => one,
        { from: other, to: id },
      )
    }
  for (const from of states)
    for (const to of states)
      draw(
        [from],
        () => from,
        () => to,
        { from, to },
      )
  return arrows
}
