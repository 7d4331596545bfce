/** One move of a course: an act and by whom, or the second officer's confirmation, or days that pass, or the paying of all that is owed. */
export type Move =
  | Readonly<{ act: string; who: string; n?: number; input?: object }>
  | Readonly<{ confirm: string }>
  | Readonly<{ days: number }>
  | Readonly<{ pays: true }>

const by = (act: string, who: string, n?: number, input?: object): Move => ({
  act,
  who,
  ...(n === undefined ? {} : { n }),
  ...(input ? { input } : {}),
})
const confirm = (record: string): Move => ({ confirm: record })
const days = (days: number): Move => ({ days })

/** The procedure as far as the decision 立案至决定. */
const untilDecision = (n: number): readonly Move[] => [
  by('case.report', 'li'),
  by('case.applyToFile', 'li'),
  by('case.file', 'sun'),
  by('case.addEvidence', 'li'),
  confirm(''),
  by('proposal.conclude', 'li'),
  by('proposal.propose', 'li', n),
  by('penalty.decide', 'sun'),
]
const delivered: readonly Move[] = [by('case.deliver', 'li'), confirm('')]
const closing = (ground: string): readonly Move[] => [
  confirm(''),
  by('case.reportClosing', 'li', 1, { ground, text: '可以结案' }),
  by('case.close', 'sun'),
]
const fulfilled: readonly Move[] = [{ pays: true }, ...closing('performed')]
const published: readonly Move[] = [
  by('publication.prepare', 'zheng'),
  by('publication.approve', 'qian'),
  by('publication.approve', 'wu'),
  by('publication.approve', 'zhou'),
  by('publication.release', 'feng'),
]

/** The ordinary procedure from end to end 普通程序. */
export const ordinaryWay = (n: number): readonly Move[] => [
  ...untilDecision(n),
  ...delivered,
  ...(n % 2 ? [...published, ...fulfilled] : [...fulfilled, ...published]),
]

/** A way off the straight road 回路、出口: before which act of the procedure it is taken, its moves, and what then comes, where it is not the straight road. */
export type Course = Readonly<{ before: string; moves: (n: number) => readonly Move[]; rest?: (n: number) => readonly Move[] }>

const convened = (n: number): readonly Move[] => [
  by('proposal.propose', 'li', 9),
  by('hearing.notify', 'li'),
  confirm('notice'),
  by('hearing.request', ['li', 'qian', 'zhao'][n % 3] ?? 'li'),
  by('hearing.convene', 'zhao', 1),
]
const closedByRecord: readonly Move[] = [by('hearing.confirmRecord', 'x12'), by('hearing.opinion', 'x12'), by('hearing.opinion', 'zhou')]
const nothing = (): readonly Move[] => closing('nothing')

export const courses = {
  straight: { before: 'case.report', moves: () => [] },
  heard: {
    before: 'penalty.decide',
    moves: (n) => [...convened(n), days(20), by('hearing.hold', 'zhao'), ...closedByRecord, by('hearing.answerRecord', 'li')],
  },
  absent: {
    before: 'penalty.decide',
    moves: (n) => [...convened(n), days(20), by('hearing.absent', 'zhao'), ...closedByRecord.slice(0, 1)],
  },
  hearingAgain: {
    before: 'penalty.decide',
    moves: (n) => [
      ...convened(n),
      n % 2 ? by('hearing.decideRecusal', 'sun') : by('hearing.postpone', 'zhao'),
      by('hearing.convene', 'zhao', 0),
      days(20),
      by('hearing.hold', 'zhao'),
      ...closedByRecord,
      by('hearing.answerRecord', 'li'),
    ],
  },
  hearingWaived: {
    before: 'penalty.decide',
    moves: (n) => [...convened(n).slice(0, 3 + (n % 3)), by('hearing.waive', 'li', 1), confirm('waiver')],
  },
  heavier: {
    before: 'penalty.decide',
    moves: (n) => [
      by('proposal.propose', 'li', 8),
      by('hearing.notify', 'li'),
      confirm('notice'),
      ...(n % 2 ? [by('hearing.state', 'li')] : []),
      by('proposal.propose', 'li', 9),
    ],
  },
  lighter: {
    before: 'penalty.decide',
    moves: () => [by('proposal.propose', 'li', 9), by('hearing.notify', 'li'), confirm('notice'), by('proposal.propose', 'li', 8)],
  },
  recused: {
    before: 'proposal.conclude',
    moves: (n) => {
      const officer = ['li', 'zhao', 'sun', 'wang'][n % 4] ?? 'li'
      return [
        by('case.applyRecusal', 'qian', 0, { officer, reason: '亲属' }),
        by('case.decideRecusal', officer === 'sun' ? 'zhou' : 'sun', 1, { no: 1, recused: true, why: '属实' }),
        by('case.addEvidence', 'li'),
        confirm(''),
      ]
    },
  },
  preserved: {
    before: 'proposal.conclude',
    moves: (n) => [
      ...(n % 2 ? [by('case.preserveUrgently', 'li')] : [by('case.applyPreservation', 'li')]),
      by('case.approvePreservation', 'sun', 1),
      ...(n % 2 ? [] : [by('case.preserve', 'li', 1)]),
      confirm(''),
      ...(n % 3 ? [by('case.disposePreservation', 'li', 1)] : [days(9)]),
    ],
  },
  suspended: {
    before: 'proposal.conclude',
    moves: () => [by('case.suspend', 'sun'), by('penalty.decide', 'sun'), days(15), by('case.resume', 'li')],
  },
  extended: {
    before: 'proposal.propose',
    moves: (n) => [
      by('decision.askExtension', 'li'),
      by('decision.extendTerm', 'sun', 1 + (n % 4)),
      by('decision.askExtension', 'li'),
      by('decision.extendTerm', 'sun', 1),
      days(60),
    ],
  },
  excluded: { before: 'proposal.propose', moves: () => [by('case.excludeTime', 'qian'), days(5), by('case.excludeTime', 'qian')] },
  declined: {
    before: 'case.file',
    moves: (n) => [by('case.declineToFile', n % 2 ? 'sun' : 'qian')],
    rest: () => [by('case.tellComplainant', 'li'), by('penalty.decide', 'sun')],
  },
  withdrawn: { before: 'proposal.propose', moves: () => [by('case.withdrawFiling', 'sun')], rest: nothing },
  transferred: { before: 'proposal.conclude', moves: () => [by('case.transfer', 'sun', 0)], rest: () => [by('penalty.decide', 'sun')] },
  disputed: {
    before: 'penalty.decide',
    moves: (n) => [
      by('case.questionJurisdiction', 'sun', 1),
      by('penalty.decide', 'sun'),
      ...(n % 2 ? [by('case.settleJurisdiction', 'sun', n)] : [by('case.askDesignation', 'sun'), by('case.recordDesignation', 'qian', n)]),
    ],
  },
  terminated: { before: 'penalty.decide', moves: () => [by('case.terminate', 'sun')], rest: () => [by('penalty.decide', 'sun')] },
  notPunished: {
    before: 'penalty.decide',
    moves: () => [by('penalty.notPunish', 'sun'), by('decision.serve', 'li'), confirm('')],
    rest: nothing,
  },
  unfounded: { before: 'proposal.propose', moves: () => [by('penalty.unfounded', 'sun')], rest: nothing },
  police: {
    before: 'penalty.decide',
    moves: (n) => [
      by('case.reportCrime', 'li'),
      by('penalty.decide', 'sun'),
      by('case.decideTransfer', 'zhou'),
      by('case.transferToPolice', 'li'),
      by('case.recordPolice', 'li'),
      ...(n % 2 ? [] : [by('case.handOver', 'li')]),
    ],
  },
  annulled: {
    before: 'publication.prepare',
    moves: (n) => [by('decision.outcome', 'sun', n), by('decision.serve', 'li'), confirm('')],
    rest: (n) => [
      by('proposal.conclude', 'li'),
      by('proposal.propose', 'li', n + 1),
      by('penalty.decide', 'sun'),
      ...delivered,
      ...(n % 4 === 1 || n % 4 === 2 ? fulfilled : nothing()),
    ],
  },
  remedied: {
    before: 'publication.prepare',
    moves: (n) => [
      by('execution.openRemedy', 'li', 0),
      days(30),
      by('execution.closeRemedy', 'li', 0),
      by('decision.outcome', 'sun', -1, { outcome: { how: 'annulled', anew: true, procedural: n % 2 === 0 }, ground: '程序' }),
      by('proposal.conclude', 'li'),
      by('proposal.propose', 'li', n + 1),
      by('penalty.decide', 'sun'),
    ],
  },
  late: {
    before: 'publication.prepare',
    moves: (n) => [
      ...(n % 2 ? [by('execution.applyToDefer', 'li'), by('execution.defer', 'sun', 1), by('execution.tellDeferral', 'li')] : []),
      days(60),
      by('execution.urge', 'li'),
      confirm('urge'),
      days(140),
      by('execution.applyToCourt', 'sun'),
      by('execution.recordAnswer', 'li', n),
    ],
  },
} as const satisfies Readonly<Record<string, Course>>
export type CourseId = keyof typeof courses
export const courseIds = Object.keys(courses) as CourseId[]

/** Courses as often as they are to be taken: those that are long come to their end less often. */
export const takenCourses: readonly CourseId[] = [
  ...courseIds,
  ...(['heard', 'hearingAgain', 'absent', 'police', 'annulled', 'annulled', 'remedied', 'suspended', 'terminated', 'extended'] as const),
]
/** Courses that medical security alone knows 仅医疗保障程序有的. */
export const medicalOnly: readonly CourseId[] = ['suspended', 'terminated']
