import { inForce, type Law, on } from '#policy/law'
import { but, deliver, fraud, ordinary, type Step, step, substance } from './ordinary.ts'

/** One matter that is walked through under any pack 同一个案件: from the clue to the delivered decision, answering whatever that pack asks. */

export const today = '2026-03-20'

/** What a list of the day asks for. */
export const asked = (law: Law, key: string): readonly string[] => inForce(law.lists, key, on(today)).items.map(({ id }) => id)
const says = (law: Law, key: string, text: string) => asked(law, key).map((id) => ({ id, text }))

/** Third persons' rights are touched, and the handlers say so: a ground of review where the text names it. */
const traits = { weightyRights: '关系同楼居民的用水安全' }
const fineOfBureau = {
  ...(but(fraud, 'propose').input as { substance: object }).substance,
  penalties: [{ kind: 'fine', fen: 700_000 }],
  payable: [
    { line: 'fine', fen: 700_000, account: 'treasury' },
    { line: 'refund', fen: 300_000, account: 'fund' },
  ],
}
export type Field = 'health' | 'medical-security'

const subjects = {
  health: { report: but(ordinary, 'report'), substance },
  'medical-security': { report: but(fraud, 'report'), substance: fineOfBureau },
}

export const course = (law: Law, field: Field): readonly Step[] => [
  subjects[field].report,
  step('case.applyToFile', { handlers: ['li', 'wang'], conditions: says(law, 'filing.conditions', '已查') }, 'li', '2026-03-03'),
  step('case.file', { opinion: '同意' }, 'sun', '2026-03-04'),
  step('case.addEvidence', { type: 'siteRecord', title: '现场笔录', text: '所见', collectedOn: '2026-03-05' }, 'li', '2026-03-05'),
  step('case.confirm', { record: 'evidence:1' }, 'wang', '2026-03-05'),
  step('proposal.conclude', { heads: says(law, 'conclude.heads', '已查明') }, 'li', '2026-03-10'),
  step('proposal.propose', { substance: subjects[field].substance, traits }, 'li', '2026-03-11'),
  step('review.submit', { materials: ['report', 'evidence', 'basis', 'proposal'] }, 'li', '2026-03-12'),
  step(
    'review.conclude',
    { opinion: 'pass', findings: asked(law, 'review.checks').map((check) => ({ check, sound: true })), text: '同意' },
    'zhao',
    '2026-03-13',
  ),
  step(
    'hearing.notify',
    {
      tells: asked(law, 'notice.items').filter((id) => id !== 'hearing-right'),
      mode: 'direct',
      to: '负责人',
      on: '2026-03-13',
      facts: { receiver: 'head' },
      statementTerm: { value: 3, unit: '工作日' },
    },
    'li',
    '2026-03-13',
  ),
  step('case.confirm', { record: 'notice:1' }, 'wang', '2026-03-13'),
  step('penalty.decide', { opinion: '同意' }, 'sun', '2026-03-19'),
  step('case.deliver', { ...deliver, on: '2026-03-19' }, 'li', '2026-03-19'),
  step('case.confirm', { record: 'delivery:1' }, 'wang', '2026-03-19'),
]
