import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler } from '#case/handler'
import { type Enforced, isLate, lastDay, notServed, notStanding, orderedOf, owingOf, totalOf, unperformed } from '#execution/debt'
import { accountOf, accountZh, afterExecution, type ExecutionEvent, type Line, linesZh } from '#execution/execution'
import { courtWindow } from '#execution/window'
import { type Day, day, zhDay } from '#law/day'
import { yuan } from '#law/money'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { inForce, type Law, on } from '#policy/law'
import { outcomeZh } from '#proposal/outcome'

const fen = z.int().positive('金额以分为单位，应为正整数').max(1e14)

/** The event, and where it clears the last line, that all is paid 缴清. */
function settling(matter: Enforced, event: ExecutionEvent & Readonly<{ on: Day }>, today: Day, law: Law): readonly ExecutionEvent[] {
  const after = { ...matter, execution: afterExecution(matter.execution, event) }
  return totalOf(owingOf(after, law, today)) === 0 ? [event, { kind: 'execution.settled', on: event.on }] : [event]
}

const nothingOwed = (matter: Enforced): Refusal | undefined => {
  if (matter.execution.settledOn) return refuse('settled', '应缴款项已经全部缴清', 'CFF-66-1')
  return totalOf({ ...orderedOf(matter), surcharge: 0 }) === 0 ? refuse('nothing-owed', '本案没有应缴的款项', 'CFF-66-1') : undefined
}

export const pay = act({
  id: 'execution.pay',
  zh: '记录缴款',
  clauses: ['CFF-67-3', 'CFF-74-2', 'YBTL-45-1', 'C4-53-1', 'CFF17-46-3'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    line: z.enum(Object.keys(linesZh) as [Line, ...Line[]]).meta({ title: '缴款项目', labels: linesZh }),
    fen: fen.meta({ title: '金额' }),
    on: day.meta({ title: '缴款日期' }),
    way: words(20).meta({ title: '缴纳方式', of: 'collection.ways' }),
    request: words(500)
      .exactOptional()
      .meta({ title: '当事人提出当场缴纳的书面材料', when: { way: ['cash'] } }),
    receipt: words(60).meta({ title: '票据号码' }),
    account: z.enum(['treasury', 'fund']).meta({ title: '入库账户', labels: accountZh }),
  }),
  closed: (matter: Enforced, at) => notHandler(matter, at) ?? notServed(matter) ?? notStanding(matter) ?? nothingOwed(matter),
  run(matter: Enforced, { request, ...said }, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    const { line, account, receipt, way } = said
    if (said.on > today) return refuse('in-future', '缴款日期不能晚于今天', 'CFF-67-3')
    const decided = matter.decision.decided?.on ?? today
    if (line !== 'refund' && said.on < decided)
      return refuse('before-decision', `缴款日期早于决定之日（${zhDay(decided)}），请核对`, 'CFF-67-3')
    const ways = inForce(law.lists, 'collection.ways', on(said.on))
    const chosen = ways.items.find(({ id }) => id === way)
    if (!chosen)
      return refuse('collection-way', `当日没有这种缴纳方式，可用：${ways.items.map(({ zh }) => zh).join('；')}`, ...ways.clauses)
    if (way === 'cash' && !request)
      return refuse(
        'cash-unasked',
        '作出决定的机关不得自行收缴罚款；交通不便地区当场收缴的，须由当事人提出，请附材料',
        ...ways.clauses,
        chosen.clause,
      )
    if (account !== accountOf[line])
      return line === 'refund'
        ? refuse('account-mixed', '退回的医疗保障基金应当进入基金财政专户，不得作为罚没款', 'YBTL-45-1', 'C4-53-1')
        : refuse('account-mixed', '罚没款应当上缴国库，不得进入其他账户', 'CFF-74-2')
    if (matter.execution.payments.some((each) => each.receipt === receipt))
      return refuse('receipt-twice', `票据 ${receipt} 已经登记过，请核对`, 'CFF-67-3')
    const owing = owingOf(matter, law, said.on)[line]
    if (said.fen > owing)
      return refuse(
        'overpaid',
        `${linesZh[line]}到${zhDay(said.on)}尚欠 ${yuan(owing)}，不能多收`,
        line === 'surcharge' ? 'QZF-45-2' : 'CFF-67-3',
      )
    const payment = { no: matter.execution.payments.length + 1, ...said, by: actor.id }
    return settling(matter, { kind: 'execution.paid', payment, on: said.on }, today, law)
  },
})

export const remit = act({
  id: 'execution.remit',
  zh: '减免加处罚款',
  clauses: ['QZF-42-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    fen: fen.meta({ title: '减免金额' }),
    reason: words(1000).meta({ title: '执行协议和当事人已经采取的补救措施' }),
  }),
  closed: (matter: Enforced, { law, today }): Refusal | undefined =>
    notServed(matter) ??
    notStanding(matter) ??
    nothingOwed(matter) ??
    (owingOf(matter, law, today).surcharge > 0
      ? undefined
      : refuse('no-surcharge', '没有可以减免的加处罚款；罚款本身不得减免', 'QZF-42-1')),
  run(matter: Enforced, remission, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    const { surcharge } = owingOf(matter, law, today)
    if (remission.fen > surcharge)
      return refuse('remission-beyond', `加处罚款尚欠 ${yuan(surcharge)}，不能减免更多；罚款本身不得减免`, 'QZF-42-1')
    return settling(matter, { kind: 'execution.remitted', ...remission, by: actor.id, on: today }, today, law)
  },
})

export const perform = act({
  id: 'execution.perform',
  zh: '记录其他处罚的履行',
  clauses: ['CFF-66-1', 'C13-60-1', 'C4-53-2', 'CFF17-44'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    penalty: z.int().positive().meta({ title: '第几项处罚' }),
    text: words(1000).meta({ title: '履行（执行）情况' }),
    on: day.meta({ title: '履行完毕日期' }),
  }),
  closed: (matter: Enforced, at): Refusal | undefined =>
    notHandler(matter, at) ??
    notServed(matter) ??
    notStanding(matter) ??
    (unperformed(matter).length > 0 ? undefined : refuse('nothing-to-perform', '没有尚待履行的其他处罚', 'CFF-66-1')),
  run(matter: Enforced, { penalty: place, text, on: done }, { actor, today }): readonly ExecutionEvent[] | Refusal {
    const decided = matter.decision.decided?.on ?? today
    if (done > today) return refuse('in-future', '履行日期不能晚于今天', 'CFF-66-1')
    if (done < decided) return refuse('before-decision', `履行日期早于决定之日（${zhDay(decided)}），请核对`, 'CFF-66-1')
    if (!unperformed(matter).includes(place - 1)) {
      const waiting = unperformed(matter).map(
        (i) => `${i + 1}（${outcomeZh((matter.stage.proposal?.substance.penalties ?? []).slice(i, i + 1))}）`,
      )
      return refuse('nothing-to-perform', `尚待履行的是：${waiting.join('；')}`, 'CFF-66-1')
    }
    return [{ kind: 'execution.performed', penalty: place - 1, text, by: actor.id, on: done }]
  },
})

/** Sent by the system officer on the day after the term of payment: what is then late falls to be urged. */
export const fallDue = act({
  id: 'execution.fallDue',
  zh: '记明逾期未缴',
  clauses: ['CFF-72-1', 'C13-66-1', 'C4-55-1', 'CFF17-51'],
  stream: 'case',
  by: 'system',
  seen: false,
  input: z.strictObject({}),
  run(matter: Enforced, _input, { law, today }): readonly ExecutionEvent[] {
    const end = lastDay(matter)
    if (notStanding(matter) || !end || today <= end || !isLate(matter, law, today)) return []
    const window = courtWindow(matter, law, today)
    return [{ kind: 'execution.fellDue', owing: owingOf(matter, law, today), on: today, ...(window ? { window } : {}) }]
  },
})
