import type { Event, Fold } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { type Day, dayOf, type Instant } from '#law/day'
import type { Term } from '#law/term'

/** One step as the ledger keeps it 一步: what happened, when it was entered, under which act and by whom. */
export type Step = Readonly<{ version: number; at: Instant; act: string; actor: string; event: Event }>

/** A stream as the ledger keeps it 事件流, and how it is told. */
export type Kept = Readonly<{ stream: StreamName; fold: Fold<never, never>; steps: readonly Step[] }>

/** One period with a last day 期限, from the step that opened it to the step that ended it. */
export type Deadline = Readonly<{
  zh: string
  term: Term
  /** It is the party's to use 当事人的期限: it lapses and is not overdue. */
  party: boolean
  ended?: Readonly<{ on: Day; at: Instant; stopped: boolean }>
}>

/** Steps after which a period is not met but counted no more, or counted anew 不再计算: the matter left, went back, or stands still. */
const stopping: ReadonlySet<string> = new Set([
  ...['case.filingDeclined', 'case.filingWithdrawn', 'case.transferred', 'case.terminated'],
  ...['penalty.notPunished', 'penalty.foundUnfounded', 'decision.crimeSent', 'decision.policeAnswered', 'decision.outcomeSet'],
  ...['review.materialsRequested', 'execution.remedyOpened', 'execution.deferralGranted'],
  ...['publication.dropped', 'publication.withheld'],
])

/** What answers a period all the same, besides the act that it asks for: 15 days to say whether to file, a term to deal with the matter. */
const answering: Readonly<Record<string, readonly string[]>> = {
  file: ['case.filingDeclined'],
  decide: ['penalty.notPunished', 'penalty.foundUnfounded', 'decision.crimeSent'],
}

type Shown = Readonly<{ zh: string; act: string; post: string | null; officer: string | null; term: Term | null; done_on: Day | null }>
type Running = Deadline & Readonly<{ key: string; act: string }>

/** Every period of a stream 期限的来去, in the order in which they were opened; what the queue shows of them is told by the same rows. */
export function deadlinesOf({ stream, fold, steps }: Kept): readonly Deadline[] {
  const { empty, after, rows } = fold as unknown as Fold<unknown, Event>
  const told: Running[] = []
  let state = empty
  for (const { event, version, at, act } of steps) {
    state = after(state, event)
    for (const { table, key, set, only } of rows(state, event, { stream, version, agency: '', on: dayOf(at), post: '' })) {
      if (table !== 'duty') continue
      const open = told.findIndex((each) => each.key === key.key && !each.ended)
      const now = told[open]
      const { zh, act: asks, post, officer, term, done_on: on } = set as Partial<Shown>
      if (only !== 'update') {
        if (now) told.splice(open, 1)
        if (zh && asks && term) told.push({ key: String(key.key), zh, act: asks, term, party: !post && !officer })
      } else if (now && on) {
        const stopped = stopping.has(event.kind) && act !== now.act && !answering[now.key]?.includes(event.kind)
        told[open] = { ...now, ended: { on, at, stopped } }
      } else if (now && term) told[open] = { ...now, term }
    }
  }
  return merged(told)
}

/** Duties that follow each other under one period (拟稿、审批、发布) are one deadline: what is open of them, else what came last. */
function merged(told: readonly Running[]): readonly Deadline[] {
  const one = new Map<string, Running>()
  for (const each of told) {
    const { key, from, due } = each.term
    const name = `${key} ${from} ${due}`
    const held = one.get(name)
    if (!held || (held.ended && (!each.ended || each.ended.on >= held.ended.on))) one.set(name, each)
  }
  return [...one.values()].map(({ key: _, act: __, ...deadline }) => deadline)
}
