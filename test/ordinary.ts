import assert from 'node:assert/strict'
import { findAct, folds } from '#acts/table'
import type { Event, Fold, RowChange } from '#agency/act'
import { type Agency, noAgency } from '#agency/agency'
import { type Caller, may } from '#agency/may'
import { standing } from '#agency/standing'
import { kindOf, type StreamKind, type StreamName } from '#agency/stream'
import type { Kept, Step as KeptStep } from '#dossier/deadlines'
import type { ClauseId } from '#law/clause'
import { type Day, dayOf, type Instant } from '#law/day'
import { isRefusal, type Refusal } from '#law/refusal'
import { type Matter, noMatter } from '#penalty/matter'
import type { Law } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { noPublication, type Publication } from '#publication/publication'
import type { Register } from '#register/register'
import { hash } from '#server/digest'

/** Ordinary lawful matters, played through the real acts under the real packs. A test starts from one of them and changes one fact. */

export const packs = loadPacks()

/** Where a matter is played: an agency and its law. */
export type Place = Readonly<{ agency: Agency; law: Law }>

/** One act as it is sent: what, by whom, on which day. */
export type Step = Readonly<{ act: string; input: unknown; by: string; today: Day; now?: Instant }>
export const step = (act: string, input: unknown, by: string, today: Day): Step => ({ act, input, by, today })

/** The same at an instant: nine in the morning unless told. */
export const atTime = (now: Instant, sent: Step): Step => ({ ...sent, now, today: dayOf(now) })

type Facts = Readonly<Record<string, unknown>>
type AnyFold = Fold<unknown, Event>
const foldOf = (kind: StreamKind) => folds[kind] as unknown as AnyFold
const counts: Facts = { filedThisYear: 0, decidedThisYear: 0, papersThisYear: 0, numbered: 0 }
const ID = '0190f0c8-0000-7000-8000-000000000001'

/** The events an act gives, judged as the door judges it: post, form, closed, run. */
function judge(
  place: Place,
  state: unknown,
  { act, input, by, today, now = `${today}T01:00:00.000Z` }: Step,
  facts: Facts,
): readonly Event[] | Refusal {
  const row = findAct(act)
  assert.ok(row, act)
  const caller: Caller = by === 'system' ? { kind: 'system', agency: 'demo' } : { kind: 'officer', agency: 'demo', officer: by }
  const agency = standing(place.agency, today)
  const actor = may(caller, row, agency)
  assert.ok(actor, `${by} holds no post for ${act}`)
  const around = { stream: streamOf(act), now, today, actor, law: place.law, agency }
  const at = { ...around, hash, newId: () => ID, facts: { ...counts, ...facts } }
  const said = row.input.parse(input)
  const answer = row.closed?.(state as never, at as never) ?? row.run(state as never, said as never, at as never)
  if (isRefusal(answer)) assert.ok(citesLaw(place.law, answer, today), `${answer.code} cites no law of ${today}`)
  return answer
}

/** Every clause of a refusal is in the register, and one of them at least in force that day. */
function citesLaw({ provisions }: Law, { clauses }: Refusal, day: Day): boolean {
  const places = clauses.map((id) => provisions.get(id))
  return places.every((place) => place) && places.some((place) => place && place.from <= day && (!place.to || day <= place.to))
}

const streamOf = (act: string): StreamName => `${findAct(act)?.stream ?? 'case'}:${ID}`
const follows = (sent: Step, event: Event) =>
  findAct(sent.act)?.next?.(event as never, { stream: streamOf(sent.act), today: sent.today }) ?? []

/** Sends one act, and what follows from it on the same stream. The new state, or why not. */
export function play<S>(place: Place, state: S, sent: Step, facts: Facts = {}): S | Refusal {
  const stream = streamOf(sent.act)
  const answer = judge(place, state, sent, facts)
  if (isRefusal(answer)) return answer
  return answer.reduce<S>((before, event) => {
    const now = foldOf(kindOf(stream)).after(before, event) as S
    return follows(sent, event)
      .filter((next) => next.stream === stream)
      .reduce((was, next) => granted(play(place, was, step(next.act, next.input, 'system', sent.today))), now)
  }, state)
}

/** A matter as the ledger keeps it: every event of these steps, and of what follows from them that day. */
export function keptOf(place: Place, steps: readonly Step[]): Kept {
  const fold = folds.case
  const { empty, after } = fold as unknown as AnyFold
  const kept: KeptStep[] = []
  let state = empty
  const send = (sent: Step): void => {
    const { act, by: actor, today, now: at = `${today}T01:00:00.000Z` } = sent
    for (const event of granted(judge(place, state, sent, {}))) {
      state = after(state, event)
      kept.push({ version: kept.length + 1, at, act, actor, event })
      for (const next of follows(sent, event))
        if (next.stream === streamOf(act) && (next.on ?? today) <= today) send({ ...step(next.act, next.input, 'system', today), now: at })
    }
  }
  steps.forEach(send)
  return { stream: `case:${ID}`, fold, steps: kept }
}

/** The rows that an act would show 一览, the act granted. */
export function rowsOf(place: Place, state: unknown, sent: Step, facts: Facts = {}): readonly RowChange[] {
  const stream = streamOf(sent.act)
  const { after, rows } = foldOf(kindOf(stream))
  let now = state
  return granted(judge(place, state, sent, facts)).flatMap((event) => {
    now = after(now, event)
    return rows(now, event, { stream, version: 1, agency: 'demo', on: sent.today, post: 'handler' })
  })
}

/** The duty with this key that an act makes 待办. */
export const dutyOf = (place: Place, state: unknown, sent: Step, key: string, facts: Facts = {}) =>
  rowsOf(place, state, sent, facts).find((row) => row.table === 'duty' && row.key.key === key && !row.only)?.set

/** What the law granted. @throws with the refusal's words */
export function granted<S>(outcome: S | Refusal): S {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? `${outcome.code}: ${outcome.zh}` : '')
  return outcome as S
}

/** Granted, and no more asked. */
export const allowed = (outcome: unknown): void => void granted(outcome)

/** The law said no, for this reason and by this clause. */
export function refused(outcome: unknown, code: string, ...clauses: readonly ClauseId[]): void {
  assert.ok(isRefusal(outcome), `granted where ${code} was due`)
  assert.equal(outcome.code, code, outcome.zh)
  for (const id of clauses) assert.ok(outcome.clauses.includes(id), `${code} cites ${outcome.clauses.join(', ')}, not ${id}`)
}

/** What a step made of a state: states never change, so a beginning that many tests share is played once. */
const walked = new WeakMap<Place, WeakMap<Matter, Map<string, Matter>>>()

/** All steps in turn, each granted. */
export const walk = (place: Place, steps: readonly Step[], from: Matter = noMatter): Matter =>
  steps.reduce((matter, each) => {
    const here = walked.get(place) ?? new WeakMap<Matter, Map<string, Matter>>()
    const after = here.get(matter) ?? new Map<string, Matter>()
    walked.set(place, here.set(matter, after))
    const said = JSON.stringify(each)
    const known = after.get(said) ?? granted(play(place, matter, each))
    after.set(said, known)
    return known
  }, from)

/** A story 办案经过: its steps by name, in order. */
export type Story = Readonly<Record<string, Step>>

/** The story before one of its steps, without some of them, with the input of others changed. */
export function before(
  story: Story,
  end: string,
  { without = [], change = {} }: Readonly<{ without?: readonly string[]; change?: Readonly<Record<string, object>> }> = {},
): readonly Step[] {
  const names = Object.keys(story)
  for (const name of [end, ...without, ...Object.keys(change)]) assert.ok(names.includes(name), `no step ${name}`)
  return Object.entries(story)
    .slice(0, names.indexOf(end))
    .filter(([name]) => !without.includes(name))
    .map(([name, each]) => ({ ...each, input: { ...(each.input as object), ...change[name] } }))
}

/** One step of a story, its input or its day changed. */
export function but(story: Story, name: string, input: object = {}, sent: Partial<Omit<Step, 'input'>> = {}): Step {
  const each = story[name]
  assert.ok(each, name)
  return { ...each, ...sent, input: { ...(each.input as object), ...input } }
}

const certificate = (id: string) => ({ no: `DEMO-${id}`, from: '2019-01-01', to: '2030-12-31' })
const people = [
  ['li', '李明', 'team', ['handler'], true],
  ['wang', '王芳', 'team', ['handler'], true],
  ['he', '何军', 'team', ['handler'], true],
  ['qian', '钱勇', 'team', ['unitHead'], true],
  ['zhao', '赵敏', 'legal', ['reviewer'], false],
  ['sun', '孙强', 'office', ['head'], false],
  ['wu', '吴洁', 'office', ['leaderInCharge'], false],
  ['zhou', '周正', 'office', ['principalLeader'], false],
  ['zheng', '郑洋', 'office', ['publisher'], false],
  ['feng', '冯雪', 'office', ['releaser'], false],
] as const

function agencyOf(field: 'health' | 'medical-security', pack: string): Agency {
  const place = { agency: noAgency, law: lawOf(packs, pack, hash) }
  const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
  const first = { id: 'demo', name: '演示机关', shortName: '演示', word: '演', field, pack, demo: true, level: 'county', administrator }
  const founded = granted(play<Agency>(place, noAgency, step('agency.found', first, 'system', '2020-01-02')))
  const units = [
    ['team', '执法支队'],
    ['legal', '法规科'],
  ]
  const steps = [
    ...units.map(([unit, name]) => step('agency.nameUnit', { unit, name }, 'admin', '2020-01-02')),
    ...people.map(([id, name, unit, posts, enforces]) =>
      step(
        'agency.appoint',
        { id, name, unit, posts: [...posts], qualified: posts[0] === 'reviewer', ...(enforces ? { certificate: certificate(id) } : {}) },
        'admin',
        '2020-01-02',
      ),
    ),
  ]
  return steps.reduce((agency, each) => granted(play({ ...place, agency }, agency, each)), founded)
}

/** The agency's own figures: what is less than these opens no hearing (C13-43-3 leaves the figure to the province). */
const figures: Register = {
  amounts: Object.fromEntries(
    ['natural', 'organisation'].map((type) => [
      `hearing.fine.${type}`,
      [{ from: '2018-01-01', fen: 1_000_000, by: 'step', local: 'free', clauses: ['C13-43-3'], source: '演示数据' }],
    ]),
  ),
}

/** An agency under a pack, with entries of its own register; founded when it is first asked for, so that its founding is missed by the tests that ask. */
export function placeOf(field: 'health' | 'medical-security', pack: string, register: Register = figures): Place {
  const name = `${field} ${pack}`
  return {
    get agency() {
      const agency = agencies.get(name) ?? agencyOf(field, pack)
      agencies.set(name, agency)
      return agency
    },
    law: lawOf(packs, pack, hash, register),
  }
}

const agencies = new Map<string, Agency>()

export const health = placeOf('health', 'wanzhou-health')
export const medical = placeOf('medical-security', 'jilin-medical-security')

const clinic = {
  type: 'organisation',
  name: '英雄村第三卫生站',
  legalRepresentative: '陈某',
  address: '英雄村二组',
  phone: '023-58000000',
} as const
const opinion = { opinion: '同意' }
const all = (ids: readonly string[], text: string) => ids.map((id) => ({ id, text }))
export const deliver = { mode: 'direct', to: '卫生站负责人', proof: '负责人签收', facts: { receiver: 'head' } }

export const substance = {
  party: clinic,
  facts: [{ text: '将使用后的针头、玻璃安瓿放入套黑色塑料袋的塑料桶', evidence: [1] }],
  violated: ['YFT-16-1'],
  basis: ['YFT-46-1-2'],
  circumstances: [],
  penalties: [{ kind: 'warning' }, { kind: 'fine', fen: 210_000 }],
  payable: [{ line: 'fine', fen: 210_000, account: 'treasury' }],
  correction: { kind: 'ordered', text: '立即改正，使用利器盒收集' },
}

/** A health matter of these days 普通程序, 令13: a fine below the hearing figure, nobody speaks, nothing calls for review. */
export const ordinary: Story = {
  report: step(
    'case.report',
    { source: 'inspection', text: '现场检查发现', cause: '未将医疗废物按照类别分置于专用容器', party: clinic, violationOn: '2026-02-25' },
    'li',
    '2026-03-02',
  ),
  apply: step(
    'case.applyToFile',
    { handlers: ['li', 'wang'], conditions: all(['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'], '见现场笔录') },
    'li',
    '2026-03-03',
  ),
  file: step('case.file', opinion, 'sun', '2026-03-04'),
  evidence: step(
    'case.addEvidence',
    { type: 'siteRecord', title: '现场笔录', text: '记载桶内所见', collectedOn: '2026-03-05' },
    'li',
    '2026-03-05',
  ),
  confirmEvidence: step('case.confirm', { record: 'evidence:1' }, 'wang', '2026-03-05'),
  conclude: step(
    'proposal.conclude',
    { heads: all(['cause', 'course', 'facts', 'basis', 'discretion', 'opinion'], '已查明') },
    'li',
    '2026-03-10',
  ),
  propose: step('proposal.propose', { substance, traits: {} }, 'li', '2026-03-11'),
  notify: step(
    'hearing.notify',
    {
      tells: ['content', 'facts', 'reasons', 'basis', 'rights'],
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
  decide: step('penalty.decide', opinion, 'sun', '2026-03-18'),
  deliver: step('case.deliver', { ...deliver, on: '2026-03-19' }, 'li', '2026-03-19'),
  confirmDelivery: step('case.confirm', { record: 'delivery:1' }, 'wang', '2026-03-19'),
  end: step('', {}, 'li', '2026-03-20'),
}

const soundChecks = (ids: readonly string[]) => ids.map((check) => ({ check, sound: true }))
export const checks = {
  health: ['subject', 'procedure', 'facts', 'law', 'discretion', 'authority', 'papers', 'crime'],
  medical: ['subject', 'officers', 'facts', 'evidence', 'law', 'discretion', 'procedure', 'authority', 'abuse', 'papers', 'crime', 'other'],
}
export const materials = ['report', 'evidence', 'basis', 'proposal']

/** Sent to review, and passed. */
export const submitted = (today: Day): Step => step('review.submit', { materials }, 'li', today)
export const passed = (ids: readonly string[], today: Day): Step =>
  step('review.conclude', { opinion: 'pass', findings: soundChecks(ids), text: '同意' }, 'zhao', today)
export const returned = (ids: readonly string[], today: Day): Step =>
  step(
    'review.conclude',
    {
      opinion: 'supplement',
      findings: soundChecks(ids).map((f) => (f.check === 'facts' ? { ...f, sound: false, note: '补查数量' } : f)),
      text: '退回',
    },
    'zhao',
    today,
  )

const bureauParty = { type: 'organisation', name: '德元诊所', legalRepresentative: '林某', address: '长春路1号' } as const

/** A medical-security matter 令4: fraud of the fund, reviewed before the notice, heard, reviewed again, two payable lines. */
export const fraud: Story = {
  report: step(
    'case.report',
    { source: 'data', text: '数据筛查发现', cause: '虚构医疗服务骗取医疗保障基金支出', party: bureauParty, violationOn: '2025-12-20' },
    'li',
    '2026-03-02',
  ),
  apply: step(
    'case.applyToFile',
    { handlers: ['li', 'wang'], conditions: all(['breach', 'punishable', 'jurisdiction'], '见核查材料') },
    'li',
    '2026-03-03',
  ),
  file: step('case.file', opinion, 'sun', '2026-03-04'),
  evidence: step(
    'case.addEvidence',
    { type: 'electronic', title: '结算数据', text: '结算明细', collectedOn: '2026-03-05' },
    'li',
    '2026-03-05',
  ),
  confirmEvidence: step('case.confirm', { record: 'evidence:1' }, 'wang', '2026-03-05'),
  conclude: step(
    'proposal.conclude',
    { heads: all(['party', 'course', 'facts', 'nature', 'opinion', 'other'], '已查明') },
    'li',
    '2026-03-10',
  ),
  propose: step(
    'proposal.propose',
    {
      substance: {
        party: bureauParty,
        facts: [{ text: '虚构诊疗项目申报结算', evidence: [1] }],
        violated: ['YBTL-20-1'],
        basis: ['YBTL-40-1-3'],
        circumstances: [],
        penalties: [
          { kind: 'fine', fen: 1_148_980 },
          { kind: 'other', what: '暂停涉及医疗保障基金使用的医药服务十个半月' },
        ],
        payable: [
          { line: 'fine', fen: 1_148_980, account: 'treasury' },
          { line: 'refund', fen: 328_280, account: 'fund' },
        ],
        correction: { kind: 'ordered', text: '立即改正' },
      },
      traits: {},
    },
    'li',
    '2026-03-11',
  ),
  submit: submitted('2026-03-12'),
  pass: passed(checks.medical, '2026-03-13'),
  notify: step(
    'hearing.notify',
    {
      tells: ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right'],
      mode: 'direct',
      to: '诊所负责人',
      on: '2026-03-16',
      facts: { receiver: 'head' },
      statementTerm: { value: 5, unit: '工作日' },
    },
    'li',
    '2026-03-16',
  ),
  confirmNotice: step('case.confirm', { record: 'notice:1' }, 'wang', '2026-03-16'),
  state: step('hearing.state', { points: ['已经全部退回基金', '初次违法'], on: '2026-03-17' }, 'li', '2026-03-17'),
  confirmStatement: step('case.confirm', { record: 'statement:1' }, 'wang', '2026-03-17'),
  answer: step(
    'hearing.answer',
    {
      statement: 1,
      answers: [
        { accepted: true, why: '倍数已经从轻' },
        { accepted: false, why: '数额已达条例规定' },
      ],
    },
    'li',
    '2026-03-18',
  ),
  resubmit: submitted('2026-03-19'),
  repass: passed(checks.medical, '2026-03-20'),
  decide: step('penalty.decide', opinion, 'sun', '2026-03-25'),
  deliver: step('case.deliver', { ...deliver, on: '2026-03-26' }, 'li', '2026-03-26'),
  confirmDelivery: step('case.confirm', { record: 'delivery:1' }, 'wang', '2026-03-26'),
  end: step('', {}, 'li', '2026-03-27'),
}

/** The public side of a decided matter, as far as released. */
export const publish = (place: Place, matter: Matter, steps: readonly Step[], from: Publication = noPublication): Publication | Refusal =>
  steps.reduce<Publication | Refusal>(
    (publication, each) => (isRefusal(publication) ? publication : play(place, publication, each, { matter })),
    from,
  )
