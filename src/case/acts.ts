import { z } from 'zod'
import { type At, act } from '#agency/act'
import { foundedOf } from '#agency/agency'
import { type Post, postFor } from '#agency/post'
import { samePerson } from '#agency/standing'
import { notHandler, notTwoOfficers } from '#case/handler'
import { notCompetent } from '#case/jurisdiction'
import { type CaseEvent, type CaseFile, type EvidenceKind, evidenceKinds, recordName } from '#case/matter'
import { party } from '#case/party'
import { timeBar } from '#case/timebar'
import { type Day, day, yearOf, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'

/** Where a clue came from 线索来源. */
export const cluesZh = {
  inspection: '监督检查发现',
  complaint: '投诉举报',
  transfer: '其他机关移送',
  assigned: '上级交办',
  data: '数据监测',
} as const

/** The day the violation turns on 违法行为发生之日: until something is known, the day of the step. */
export const daysOf = (file: Pick<CaseFile, 'clue'>, today: Day) => ({
  violation: file.clue?.violationOn ?? today,
  step: today,
  decision: today,
})

export const report = act({
  id: 'case.report',
  zh: '登记线索',
  clauses: ['CFF-54-1', 'C13-32-1', 'C4-14-1'],
  stream: 'case',
  founds: true,
  by: ['handler', 'unitHead'],
  seen: false,
  input: z.strictObject({
    source: z.enum(Object.keys(cluesZh) as [keyof typeof cluesZh]).meta({ title: '线索来源', labels: cluesZh }),
    text: words(2000).meta({ title: '线索内容' }),
    cause: words(100).meta({ title: '案由' }),
    party: party.meta({ title: '当事人' }),
    violationOn: day.meta({ title: '违法行为发生（终了）之日' }),
    foundOn: day.exactOptional().meta({ title: '发现之日（早于登记的）' }),
    place: words(200).exactOptional().meta({ title: '地点' }),
  }),
  run(_file: CaseFile, input, { today, law }): readonly CaseEvent[] | Refusal {
    if (input.violationOn > today) return refuse('in-future', '违法行为发生之日不能晚于今天', 'CFF-36')
    if (input.foundOn && (input.foundOn > today || input.foundOn < input.violationOn))
      return refuse('day-amiss', '发现之日应当在违法行为发生之后、今天以前，请核对', 'CFF-36')
    const term = reckon('filing', inForce(law.periods, 'filing', on(today)), today, law.calendar)
    const { place, foundOn, ...rest } = input
    return [{ kind: 'case.reported', ...rest, ...(place ? { place } : {}), ...(foundOn ? { foundOn } : {}), on: today, term }]
  },
})

/** G04, P28: found in time, or no longer to be punished 已过追责期限. */
function timeBarred({ clue }: CaseFile, harm: boolean, { law, today }: Pick<At, 'law' | 'today'>): Refusal | undefined {
  if (!clue) return undefined
  const { until, clauses } = timeBar(law, clue.violationOn, today, harm)
  return (clue.foundOn ?? clue.on) > until
    ? refuse('time-barred', `违法行为应当在${zhDay(until)}以前发现，已过追责期限，不再给予行政处罚`, ...clauses)
    : undefined
}

export const applyToFile = act({
  id: 'case.applyToFile',
  zh: '申请立案',
  clauses: ['CFF-54-2', 'C13-32-1', 'C4-15', 'C53-15'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    handlers: z
      .tuple([words(32).meta({ title: '第一名' }), words(32).meta({ title: '第二名' })])
      .meta({ title: '办案人员（两人）', of: 'officer' }),
    conditions: z
      .array(
        z.strictObject({
          id: words(40).meta({ title: '立案条件', of: 'filing.conditions' }),
          text: words(1000).meta({ title: '符合的理由和材料' }),
        }),
      )
      .min(1)
      .max(10)
      .meta({ title: '立案条件' }),
    harm: z.boolean().exactOptional().meta({ title: '涉及公民生命健康安全、金融安全且有危害后果' }),
  }),
  run(file: CaseFile, { handlers, conditions, harm = false }, at): readonly CaseEvent[] | Refusal {
    const { actor, today, law } = at
    const two = notTwoOfficers(handlers, file, at)
    if (two) return two
    if (!handlers.includes(actor.id)) return refuse('not-handler', '申请立案的人应当是本案办案人员之一', 'CFF-42-1')
    const asked = inForce(law.lists, 'filing.conditions', daysOf(file, today))
    const missing = asked.items.find((item) => !conditions.some(({ id }) => id === item.id))
    if (missing) return refuse('filing-condition', `立案条件「${missing.zh}」还没有说明，请补写理由和材料`, missing.clause)
    const late = timeBarred(file, harm, at)
    if (late) return late
    const approver = inForce(law.posts, 'approve.filing', on(today)).posts[0] as Post
    return [{ kind: 'case.filingApplied', handlers, conditions, approver, ...(harm ? { harm } : {}), by: actor.id, on: today }]
  },
})

export const file = act({
  id: 'case.file',
  zh: '批准立案',
  clauses: ['CFF-54-2', 'C13-32-1', 'C4-16', 'C53-15'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: true,
  input: z.strictObject({ opinion: words(500).meta({ title: '审批意见' }) }),
  reads: (_file: CaseFile, { today }) => ({
    filedThisYear: {
      count: 'enforcement_case',
      column: 'filed_on',
      from: `${yearOf(today)}-01-01`,
      to: `${yearOf(today)}-12-31`,
      as: (n: number) => n,
    },
  }),
  closed(file: CaseFile, at) {
    const { actor, agency, law, today } = at
    const asked = inForce(law.posts, 'approve.filing', on(today))
    if (!postFor(agency.officers[actor.id]?.posts ?? [], asked.posts as Post[]))
      return refuse('not-approver', '立案不由您这个岗位批准', ...asked.clauses)
    const elsewhere = notCompetent(file, at)
    if (elsewhere) return elsewhere
    return file.application && (notTwoOfficers(file.application.handlers, file, at) ?? timeBarred(file, file.application.harm ?? false, at))
  },
  run(_file, { opinion }, { actor, agency, today, law, facts }): readonly CaseEvent[] {
    const term = reckon('decision', inForce(law.periods, 'decision', on(today)), today, law.calendar)
    return [
      {
        kind: 'case.filed',
        caseNo: `${foundedOf(agency).word}立〔${yearOf(today)}〕${facts.filedThisYear + 1}号`,
        opinion,
        by: actor.id,
        on: today,
        term,
      },
    ]
  },
})

export const addEvidence = act({
  id: 'case.addEvidence',
  zh: '登记证据',
  clauses: ['CFF-46-1', 'CFF-47', 'C13-21'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    type: z.enum(Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]]).meta({ title: '证据种类', labels: evidenceKinds }),
    title: words(100).meta({ title: '名称' }),
    text: words(4000).meta({ title: '内容' }),
    collectedOn: day.meta({ title: '取得日期' }),
    place: words(200).exactOptional().meta({ title: '取得地点' }),
  }),
  closed: notHandler,
  run(file: CaseFile, { place, ...said }, { actor, today, hash }): readonly CaseEvent[] | Refusal {
    if (said.collectedOn > today) return refuse('in-future', '取得日期不能晚于今天', 'CFF-46-2')
    const piece = { no: file.evidence.length + 1, ...said, ...(place ? { place } : {}), by: actor.id }
    return [{ kind: 'case.evidenceAdded', record: `evidence:${piece.no}`, by: actor.id, evidence: { ...piece, digest: hash(piece) } }]
  },
})

export const confirm = act({
  id: 'case.confirm',
  zh: '确认记录',
  clauses: ['CFF-42-1', 'C13-17'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    record: recordName.meta({ title: '记录', of: 'record' }),
  }),
  closed(file: CaseFile, at) {
    const stranger = notHandler(file, at)
    if (stranger) return stranger
    if (!file.records.some((record) => record.confirmedBy === undefined && record.by !== at.actor.id))
      return refuse('nothing-to-confirm', '没有等您确认的记录；自己作的记录由另一名办案人员确认', 'CFF-42-1')
    return undefined
  },
  run({ records, attachments }: CaseFile, input, { actor, agency, today, law }): readonly CaseEvent[] | Refusal {
    const record = records.find(({ name }) => name === input.record)
    if (!record) return refuse('no-record', '本案没有这份记录', 'CFF-42-1')
    if (record.confirmedBy) return refuse('already-confirmed', '这份记录已经确认过', 'CFF-42-1')
    if (samePerson(agency, record.by, actor.id)) return refuse('own-record', '自己作的记录须由另一名办案人员确认', 'CFF-42-1')
    const asked = findInForce(law.lists, 'record.files', on(today))?.items.find(({ id }) => record.name.startsWith(`${id}:`))
    if (asked && !attachments.some(({ to }) => to === record.name))
      return refuse('file-missing', `请先把${asked.zh}附在这份记录上，再确认`, asked.clause)
    return [{ kind: 'case.confirmed', record: record.name, by: actor.id, on: today }]
  },
})

/** Samples 抽样取证: on a record, numbered; sealed where the text of the day says so (C13-34, C53-23). */
export const sample = act({
  id: 'case.sample',
  zh: '抽样取证',
  clauses: ['CFF-56', 'C13-34', 'C53-23', 'CFF17-37-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    label: words(60).meta({ title: '样品编号' }),
    object: words(200).meta({ title: '样品名称' }),
    quantity: words(60).meta({ title: '数量、规格' }),
    place: words(200).meta({ title: '采样地点' }),
    sealed: z.boolean().meta({ title: '已加贴封条' }),
    technician: words(60).exactOptional().meta({ title: '协助的专业技术人员' }),
    on: day.meta({ title: '采样日期' }),
  }),
  closed: notHandler,
  run(file: CaseFile, { technician, ...said }, { actor, today, law }): readonly CaseEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '采样日期不能晚于今天', 'CFF-56')
    if (file.samples.some(({ label }) => label === said.label)) return refuse('label-taken', '这个样品编号已经用过，请另编', 'CFF-56')
    const seal = findInForce(law.modes, 'sample.sealed', on(said.on))
    if (seal && !said.sealed) return refuse('sample-unsealed', '采集的样品应当加贴封条', ...seal.clauses)
    const no = file.samples.length + 1
    return [{ kind: 'case.sampled', record: `sample:${no}`, by: actor.id, sample: { no, ...said, ...(technician ? { technician } : {}) } }]
  },
})
