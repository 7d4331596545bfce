import type { Paper } from '#documents/paper'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import type { Draft } from '#penalty/papers/draft'
import { draftsOf, paperFrom } from '#penalty/papers/papers'
import { heard, hearer } from './heard.ts'
import { before, but, fraud, health, medical, ordinary, type Place, type Step, step, walk } from './ordinary.ts'

/** Matters that have come to every paper there is, told through the real acts, each under its place and on a day. */

type Told = Readonly<{ place: Place; matter: Matter; today: Day }>

const direct = { mode: 'direct', to: '卫生站负责人', facts: { receiver: 'head' } }
const told = (place: Place, today: Day, ...steps: readonly Step[]): Told => ({ place, matter: walk(place, steps), today })
const served = before(ordinary, 'end')
const own = (outcome: object) => step('decision.outcome', { outcome, source: { kind: 'own' }, ground: '裁量不当' }, 'sun', '2026-05-11')
const confirm = (record: string, today: Day) => step('case.confirm', { record }, 'wang', today)
const inquiry = before(ordinary, 'conclude')
const kept = { items: [{ name: '账册', quantity: '3 本', place: '药房' }], reason: '可能被转移' }
const lower = { penalties: [{ kind: 'fine', fen: 100_000 }], payable: [{ line: 'fine', fen: 100_000, account: 'treasury' }] }
const old = (name: string, today: Day, input: object = {}, by?: string) => but(ordinary, name, input, { today, ...(by ? { by } : {}) })

export const matters: Readonly<Record<string, Told>> = {
  ordinary: told(
    health,
    '2026-05-01',
    ...served,
    step(
      'execution.pay',
      { line: 'fine', fen: 210_000, on: '2026-03-20', way: 'bank', receipt: '1', account: 'treasury' },
      'li',
      '2026-03-20',
    ),
    step('case.reportClosing', { ground: 'performed', text: '已经履行' }, 'li', '2026-03-20'),
    step('case.close', { opinion: '同意结案' }, 'sun', '2026-03-21'),
  ),
  fraud: told(medical, '2026-05-01', ...before(fraud, 'end')),
  heard: told(
    hearer,
    '2026-05-01',
    ...before(heard, 'submit'),
    step('hearing.opinion', { facts: '属实', opinion: '同意处罚' }, 'wu', '2026-03-30'),
    ...before(heard, 'end').slice(before(heard, 'submit').length),
  ),
  enforced: told(
    health,
    '2026-10-20',
    ...served,
    step(
      'execution.urge',
      { ...direct, tells: ['term', 'way', 'amount', 'rights'], performBy: '2026-10-20', on: '2026-09-22', proof: '签收' },
      'li',
      '2026-09-22',
    ),
    confirm('urge:1', '2026-09-22'),
    step(
      'execution.applyToCourt',
      { court: '某区人民法院', papers: ['application', 'decision', 'opinion', 'object'] },
      'sun',
      '2026-10-19',
    ),
  ),
  deferred: told(
    health,
    '2026-05-01',
    ...served,
    step(
      'execution.applyToDefer',
      {
        reason: '确有经济困难',
        asked: '2026-03-30',
        instalments: ['2026-05-08', '2026-06-08', '2026-07-08'].map((due) => ({ due, fen: 70_000 })),
      },
      'li',
      '2026-03-30',
    ),
    step('execution.defer', { granted: true, opinion: '同意' }, 'sun', '2026-03-31'),
    step('execution.tellDeferral', { ...direct, on: '2026-04-01', proof: '签收' }, 'li', '2026-04-01'),
  ),
  kept: told(
    health,
    '2026-05-01',
    ...before(ordinary, 'conclude'),
    step('case.applyPreservation', kept, 'li', '2026-03-05'),
    step('case.approvePreservation', { no: 1, granted: true, opinion: '同意' }, 'sun', '2026-03-05'),
    step('case.preserve', { no: 1, proof: '清单由当事人签名', on: '2026-03-05' }, 'li', '2026-03-05'),
    step('case.disposePreservation', { no: 1, disposal: 'recorded', text: '复制后返还', on: '2026-03-06' }, 'li', '2026-03-06'),
    step(
      'case.sample',
      { label: 'Y-1', object: '消毒液', quantity: '100 ml', place: '治疗室', sealed: true, on: '2026-03-06' },
      'li',
      '2026-03-06',
    ),
    confirm('sample:1', '2026-03-06'),
    step('case.addEvidence', { type: 'witness', title: '护士王某', text: '问：……答：……', collectedOn: '2026-03-06' }, 'li', '2026-03-06'),
    confirm('evidence:2', '2026-03-06'),
  ),
  declined: told(
    health,
    '2026-05-01',
    ...before(ordinary, 'apply'),
    step('case.declineToFile', { ground: 'condition', unmet: 'punishable', text: '没有违法' }, 'sun', '2026-03-04'),
  ),
  transferred: told(
    health,
    '2026-05-01',
    ...inquiry,
    step('case.transfer', { ground: 'jurisdiction', to: '邻县卫生健康局', text: '材料随案移送' }, 'sun', '2026-03-06'),
  ),
  suspended: told(
    medical,
    '2026-05-01',
    ...before(fraud, 'conclude'),
    step('case.suspend', { ground: 'pending', text: '等待裁判' }, 'sun', '2026-03-06'),
  ),
  crime: told(
    health,
    '2026-05-01',
    ...inquiry,
    step('case.reportCrime', { team: ['li', 'wang'], suspected: '涉嫌非法行医' }, 'li', '2026-03-06'),
    step('case.decideTransfer', { approved: true, opinion: '依据第五条' }, 'zhou', '2026-03-06'),
    step('case.transferToPolice', { police: '区公安分局', papers: ['letter', 'report', 'items'] }, 'li', '2026-03-06'),
  ),
  unpunished: told(
    health,
    '2026-05-01',
    ...before(ordinary, 'propose'),
    step(
      'penalty.notPunish',
      { ground: 'slight', text: '当场改正', evidence: [1], education: '已教育', opinion: '同意' },
      'sun',
      '2026-03-11',
    ),
  ),
  changed: told(health, '2026-05-12', ...served, own({ how: 'changed', ...lower })),
  annulled: told(health, '2026-05-12', ...served, own({ how: 'annulled', anew: false, procedural: false })),
  unlawful: told(health, '2026-05-12', ...served, own({ how: 'unlawful' })),
  deliberated: told(
    health,
    '2021-06-20',
    old('report', '2021-06-01', { violationOn: '2021-05-01' }),
    old('apply', '2021-06-01'),
    old('file', '2021-06-02', {}, 'qian'),
    old('evidence', '2021-06-02', { collectedOn: '2021-06-02' }),
    old('confirmEvidence', '2021-06-02'),
    old('conclude', '2021-06-03'),
    step('proposal.deliberate', { participants: ['li', 'wang', 'qian'], opinion: '警告，罚款二千一百元' }, 'li', '2021-06-03'),
  ),
}

export type Shown = Readonly<{ story: string; place: Place; today: Day; draft: Draft; paper: Paper }>

/** The papers of a matter, finished or not. */
export const papersOf = (story: string): readonly Shown[] => {
  const { place, matter, today } = matters[story] as Told
  const around = { ...place, today }
  return draftsOf(matter, around).flatMap((draft) => {
    const paper = paperFrom(draft, around)
    return paper ? [{ story, place, today, draft, paper }] : []
  })
}
export const allPapers = (): readonly Shown[] => Object.keys(matters).flatMap(papersOf)
