import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { idOf, type StreamName } from '#agency/stream'
import { type CaseFile, titleOf } from '#case/matter'
import { type Hearing, type HearingEvent, sentOn } from '#hearing/hearing'
import { type Sitting, type SittingEvent, sittingOf } from '#hearing/sitting'
import { type Day, zhDay } from '#law/day'

type Matter = CaseFile & Readonly<{ hearing: Hearing }>
type Of<K extends SittingEvent['kind']> = Extract<SittingEvent, { kind: K }>
const about = (file: CaseFile, stream: StreamName) => ({ id: idOf(stream), zh: titleOf(file) })
const sittingNo = ({ hearing }: Matter, no: number): Sitting | undefined => hearing.sittings.find((sitting) => sitting.no === no)

/** The chair looks the record over, or, where he kept it himself, the recorder. */
function confirmRecord(file: Matter, { sitting, end, on }: Of<'hearing.held' | 'hearing.absent'>, stream: StreamName): RowChange {
  const people = sittingNo(file, sitting)?.people
  const officer = people && (people.chair === end.by ? people.recorder : people.chair)
  return duty(stream, {
    key: `confirm-hearing:${sitting}`,
    zh: '核对听证笔录',
    matter: about(file, stream),
    act: 'hearing.confirmRecord',
    ...(officer ? { officer } : {}),
    startedOn: on,
    clauses: ['CFF-64-1-8'],
  })
}

/** What a hearing leaves to do: the chair's opinion, our answers, the inquiry into what came up. */
function afterHeld(file: Matter, { sitting, end, on }: Of<'hearing.held'>, stream: StreamName): readonly RowChange[] {
  const matter = about(file, stream)
  const chair = sittingNo(file, sitting)?.people.chair
  const handlers = { matter, post: 'handler', startedOn: on } as const
  const inquire = { zh: '对听证中的新事实调查核实', act: 'proposal.conclude', clauses: ['CFF-65-1'] } as const
  return [
    ...(end.opinionBy && chair
      ? [
          duty(stream, {
            key: `hearing-opinion:${sitting}`,
            zh: '提出听证意见',
            matter,
            act: 'hearing.opinion',
            officer: chair,
            startedOn: on,
            clauses: end.opinionBy,
          }),
        ]
      : []),
    ...(end.points.length > 0
      ? [
          duty(stream, {
            key: `answer-hearing:${sitting}`,
            zh: '复核听证中的申辩',
            act: 'hearing.answerRecord',
            clauses: ['CFF-45-1'],
            ...handlers,
          }),
        ]
      : []),
    ...(end.newFacts ? [duty(stream, { key: 'inquire-again', ...inquire, ...handlers })] : []),
  ]
}

const conveneAgain = (file: CaseFile, { on }: Readonly<{ on: Day }>, stream: StreamName): RowChange =>
  duty(stream, {
    key: 'convene',
    zh: '另行组织听证',
    matter: about(file, stream),
    act: 'hearing.convene',
    post: 'reviewer',
    startedOn: on,
    clauses: ['CFF-63-1'],
  })

/** 告知之后等谁: the party to speak, then us to answer; a hearing asked for, convened, held, looked over. */
export function rows(file: Matter, event: HearingEvent, stream: StreamName): readonly RowChange[] {
  const matter = about(file, stream)
  switch (event.kind) {
    case 'hearing.notified': {
      const { statementTerm, hearingTerm } = event.notice
      const party = { matter, act: 'hearing.state', startedOn: sentOn(event.notice) }
      return [
        duty(stream, { ...party, key: 'statement', zh: '陈述申辩期届满', term: statementTerm, clauses: statementTerm.clauses }),
        ...(hearingTerm
          ? [duty(stream, { ...party, key: 'hearing', zh: '要求听证期届满', term: hearingTerm, clauses: hearingTerm.clauses })]
          : []),
      ]
    }
    case 'hearing.stated': {
      const { no, on } = event.statement
      return [
        done(stream, 'statement', on),
        duty(stream, {
          key: `answer:${no}`,
          zh: `复核第 ${no} 份陈述申辩`,
          matter,
          act: 'hearing.answer',
          post: 'handler',
          startedOn: on,
          clauses: ['CFF-45-1'],
        }),
      ]
    }
    case 'hearing.answered':
      return [done(stream, `answer:${event.statement}`, event.on)]
    case 'hearing.waived': {
      const { what, on } = event.waiver
      const open = sittingOf(file.hearing)
      return [
        ...(what === 'hearing' ? [] : [done(stream, 'statement', on)]),
        ...(what === 'statement' ? [] : ['hearing', 'convene', ...(open ? [`hold:${open.no}`] : [])].map((key) => done(stream, key, on))),
      ]
    }
    case 'hearing.requested': {
      const { set, on } = event
      return [
        done(stream, 'hearing', on),
        duty(stream, {
          key: 'convene',
          zh: '组织听证',
          matter,
          act: 'hearing.convene',
          post: 'reviewer',
          startedOn: on,
          ...(set ? { term: set } : {}),
          clauses: set?.clauses ?? ['CFF-63-1'],
        }),
      ]
    }
    case 'hearing.convened':
      return [
        done(stream, 'convene', sentOn(event.told)),
        duty(stream, {
          key: `hold:${event.no}`,
          zh: `${zhDay(event.on)}举行听证`,
          matter,
          act: 'hearing.hold',
          officer: event.people.recorder,
          startedOn: sentOn(event.told),
          clauses: ['CFF-64-1-8'],
        }),
      ]
    case 'hearing.held':
    case 'hearing.absent':
      return [
        done(stream, `hold:${event.sitting}`, event.on),
        confirmRecord(file, event, stream),
        ...(event.kind === 'hearing.held' ? afterHeld(file, event, stream) : []),
      ]
    case 'hearing.recusalDecided':
      return event.upheld ? [done(stream, `hold:${event.sitting}`, event.on), conveneAgain(file, event, stream)] : []
    case 'hearing.postponed':
      return [done(stream, `hold:${event.sitting}`, event.on), conveneAgain(file, event, stream)]
    case 'hearing.recordConfirmed':
      return [done(stream, `confirm-hearing:${event.sitting}`, event.on)]
    case 'hearing.opined':
      return [done(stream, `hearing-opinion:${event.sitting}`, event.on)]
    case 'hearing.recordAnswered':
      return [done(stream, `answer-hearing:${event.sitting}`, event.on)]
  }
}
