import type { Rules } from '#policy/law'
import { before, checks, materials, ordinary, type Place, passed, placeOf, type Step, type Story, step, substance } from './ordinary.ts'

/** A health matter that is heard 听证: the same facts, a fine that opens the right; asked for, convened, held, answered, reviewed, discussed, decided. */

const figure: Rules['amounts'][string][number] = {
  from: '2018-01-01',
  fen: 300_000,
  by: 'step',
  local: 'free',
  clauses: ['C13-43-3'],
  source: '演示数据',
}

/** Where a fine of three thousand yuan is large 较大数额. */
export const hearerUnder = (pack: string): Place =>
  placeOf('health', pack, { amounts: { 'hearing.fine.natural': [figure], 'hearing.fine.organisation': [figure] } })
export const hearer = hearerUnder('wanzhou-health')

const fen = 400_000
export const heavier = {
  ...substance,
  penalties: [{ kind: 'warning' }, { kind: 'fine', fen }],
  payable: [{ line: 'fine', fen, account: 'treasury' }],
}
export const fined = (amount: number, change: object = {}) => ({
  ...heavier,
  penalties: [{ kind: 'warning' }, { kind: 'fine', fen: amount }],
  payable: [{ line: 'fine', fen: amount, account: 'treasury' }],
  ...change,
})

const toNotice: readonly [string, Step][] = Object.keys(ordinary)
  .slice(0, Object.keys(ordinary).indexOf('propose'))
  .map((name, n) => [name, before(ordinary, 'propose')[n] as Step])

export const convened = {
  chair: 'wu',
  members: [],
  recorder: 'zhao',
  on: '2026-03-27',
  place: '本机关三楼会议室',
  open: { kind: 'open' },
  told: {
    ...{ on: '2026-03-17', mode: 'direct', to: '卫生站负责人', facts: { receiver: 'head' } },
    items: ['party', 'when', 'where', 'people', 'recusal', 'evidence'],
  },
}
export const record = {
  present: [
    { name: '卫生站负责人', as: 'party' },
    { name: '律师', as: 'agent' },
  ],
  investigators: ['li', 'wang'],
  put: { facts: [1], evidence: [1], proposal: '警告，罚款四千元' },
  points: ['数量没有那么多'],
  signing: { kind: 'signed' },
}

export const heard: Story = {
  ...Object.fromEntries(toNotice),
  propose: step('proposal.propose', { substance: heavier, traits: {} }, 'li', '2026-03-11'),
  notify: step(
    'hearing.notify',
    {
      tells: ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right'],
      mode: 'direct',
      to: '卫生站负责人',
      on: '2026-03-12',
      facts: { receiver: 'head' },
      statementTerm: { value: 3, unit: '工作日' },
    },
    'li',
    '2026-03-12',
  ),
  confirmNotice: step('case.confirm', { record: 'notice:1' }, 'wang', '2026-03-12'),
  request: step('hearing.request', { how: 'oral', text: '当面要求听证', on: '2026-03-16' }, 'li', '2026-03-16'),
  convene: step('hearing.convene', convened, 'qian', '2026-03-17'),
  hold: step('hearing.hold', record, 'zhao', '2026-03-27'),
  confirmRecord: step('hearing.confirmRecord', {}, 'wu', '2026-03-27'),
  answer: step('hearing.answerRecord', { answers: [{ accepted: false, why: '现场清点' }] }, 'li', '2026-03-30'),
  submit: step('review.submit', { materials: [...materials, 'hearingRecord'] }, 'li', '2026-03-31'),
  pass: passed(checks.health, '2026-04-01'),
  discuss: step(
    'decision.discuss',
    { present: ['sun', 'wu'], views: [{ who: 'wu', view: '同意' }], conclusion: '同意处罚' },
    'sun',
    '2026-04-02',
  ),
  sign: step('decision.signMinutes', {}, 'wu', '2026-04-02'),
  decide: step('penalty.decide', { opinion: '同意' }, 'sun', '2026-04-03'),
  end: step('', {}, 'li', '2026-04-04'),
}
