import { findAct } from '#acts/table'
import { idOf, type StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import type { Day } from '#law/day'
import type { Door, Outcome } from '#server/act'
import { newId } from '#server/config'
import { type AgencyId, as, callerOf } from '../http/matter'
import { type Course, type CourseId, courses, type Move, ordinaryWay } from './courses'
import { inputOf, type Proposed } from './words'

/** The clock of a sequence: it starts where the sequence starts. */
export class Days {
  #ms = 0
  start(day: Day): void {
    this.#ms = Date.parse(`${day}T01:00:00.000Z`)
  }
  pass(days: number): void {
    this.#ms += days * 86_400_000
  }
  now = (): string => new Date(this.#ms++).toISOString()
  today = (): Day => new Date(this.#ms + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** One act that was sent, and how it ended. */
export type Sent = Readonly<{ id: string; act: string; who: string; outcome: Outcome }>

/** Who comes in whose place when he is recused 接替. */
const standIn: Readonly<Record<string, string>> = { li: 'x11', wang: 'x11', zhao: 'x12', sun: 'zhou' }

/** So often one move is tried, what stands before it mended each time, before the matter goes on without it. */
const TRIES = 7

/** A matter as the people of an agency drive it: the next lawful step, found by asking the door and doing what its refusal says is missing. */
export class Driven {
  readonly sent: Sent[] = []
  stream: StreamName | undefined
  #moves: readonly Move[]
  #course: Course | undefined
  #tried = 0
  #variant: number
  #proposed: Proposed | undefined
  readonly #now = new Map<string, string>()
  readonly door: Door
  readonly pool: Pool
  readonly days: Days
  readonly agency: string
  readonly of: AgencyId
  constructor(at: Readonly<{ door: Door; pool: Pool; days: Days; agency: string; of: AgencyId; course: CourseId; n: number }>) {
    this.door = at.door
    this.pool = at.pool
    this.days = at.days
    this.agency = at.agency
    this.of = at.of
    this.#variant = at.n
    this.#course = courses[at.course]
    this.#moves = ordinaryWay(at.course === 'late' ? 1 : at.n)
  }

  #as<T>(told: T): T {
    return as(this.of, told)
  }

  async send(act: string, input: object, who: string): Promise<Outcome> {
    const row = findAct(act)
    const id = newId()
    const known =
      row?.stream === 'publication' && this.stream
        ? (`publication:${idOf(this.stream)}` as StreamName)
        : row?.stream === 'case' && !row.founds
          ? this.stream
          : undefined
    if (row && !row.founds && !known) return { is: 'notFound' }
    const version = row?.seen && known ? { version: await this.#version(known) } : {}
    const outcome = await this.door.send(
      act,
      { id, ...(known ? { stream: known } : {}), ...version, input: this.#as(input) },
      callerOf(this.agency, this.#as(who)),
    )
    this.sent.push({ id, act, who, outcome })
    if (outcome.is !== 'granted') return outcome
    if (act === 'case.report') this.stream ??= outcome.answer.stream
    if (act === 'proposal.propose') this.#proposed = (input as { substance: Proposed }).substance
    return outcome
  }

  async #version(stream: StreamName): Promise<number> {
    const { rows } = await this.pool.query<{ version: number }>(
      'select version from stream_head where agency = $1 and kind = $2 and id = $3',
      [this.agency, stream.slice(0, stream.indexOf(':')), idOf(stream)],
    )
    return rows[0]?.version ?? 0
  }

  /** What one would say in an act today. */
  input(act: string, n = 0): object {
    return inputOf(act, { of: this.of, today: this.days.today(), n, proposed: this.#proposed })
  }

  /** An act by anybody, at any time. */
  async any(act: string, n: number, who: string): Promise<void> {
    if (act !== 'case.report' || !this.stream) await this.send(act, this.input(act, n), who)
  }

  /** Who now does the work of this person. */
  #whoFor(who: string): string {
    return this.#now.get(who) ?? who
  }

  #go(act: string, who: string, n = 0, input: object = {}): Promise<Outcome> {
    return this.send(act, { ...this.input(act, n), ...input }, this.#whoFor(who))
  }

  async #confirm(record: string): Promise<Outcome> {
    const { rows } = await this.pool.query<{ officer: string; key: string }>(
      `select officer, key from duty where agency = $1 and kind = 'case' and stream = $2 and key like 'confirm:' || $3 || '%' and done_on is null`,
      [this.agency, this.stream ? idOf(this.stream) : '', record],
    )
    let last: Outcome = { is: 'notFound' }
    for (const { officer, key } of rows) last = await this.send('case.confirm', { record: key.slice('confirm:'.length) }, officer)
    return last
  }

  /** 缴清、履行: every line, and every penalty that asks for more than money. */
  async #pay(): Promise<void> {
    const { payable = [], penalties = [] } = this.#proposed ?? {}
    for (const [i] of payable.entries()) await this.#go('execution.pay', 'li', i)
    for (const [i, { kind }] of penalties.entries())
      if (kind === 'other' || kind === 'revoke') await this.#go('execution.perform', 'li', 0, { penalty: i + 1 })
  }

  /** Does what a refusal asks for; false where there is nothing to be done. */
  async #mend(code: string, who: string, n: number): Promise<boolean> {
    switch (code) {
      case 'notice-missing':
      case 'notice-of-other': {
        const told = await this.#go('hearing.notify', 'li')
        if (told.is === 'refused') return this.#mend(told.refusal.code, 'li', n)
        await this.#confirm('notice')
        return true
      }
      case 'notice-unconfirmed':
        await this.#confirm('notice')
        return true
      case 'review-missing':
      case 'review-of-other':
      case 'review-returned':
      case 'review-before-notice': {
        const asked = await this.#go('review.submit', 'li')
        if (asked.is === 'refused') return this.#mend(asked.refusal.code, 'li', n)
        await this.#go('review.conclude', 'zhao', n)
        return true
      }
      case 'under-review': {
        const said = await this.#go('review.conclude', 'zhao', n)
        return said.is !== 'refused' || this.#mend(said.refusal.code, 'zhao', n)
      }
      case 'unconfirmed':
      case 'no-evidence':
      case 'fact-without-evidence':
      case 'statement-unconfirmed':
        await this.#confirm('')
        return true
      case 'party-unheard':
      case 'hearing-term-runs':
        if (n % 2) {
          await this.#go('hearing.waive', 'li', 1)
          await this.#confirm('waiver')
        } else this.days.pass(12)
        return true
      case 'points-unanswered': {
        const first = await this.#go('hearing.answer', 'li', 0)
        await this.#go('hearing.answerRecord', 'li')
        if (first.is === 'granted') await this.#go('hearing.answer', 'li', 1)
        return true
      }
      case 'hearing-not-held': {
        await this.#go('hearing.convene', 'zhao', n)
        this.days.pass(20)
        await this.#go(n % 3 ? 'hearing.hold' : 'hearing.absent', 'zhao', n)
        return true
      }
      case 'hearing-not-yet':
        this.days.pass(20)
        return true
      case 'hearing-unconfirmed':
        await this.#go('hearing.confirmRecord', n % 2 ? 'zhou' : 'x12')
        return true
      case 'hearing-opinion-missing':
        await this.#go('hearing.opinion', n % 2 ? 'zhou' : 'x12')
        return true
      case 'hearing-recused':
        await this.#go('hearing.convene', 'zhao', 0)
        return true
      case 'inquiry-reopened':
      case 'not-concluded':
        await this.#go('proposal.conclude', 'li')
        return true
      case 'same-again':
        await this.#go('proposal.propose', 'li', ++this.#variant)
        return true
      case 'law-changed':
      case 'proposal-missing':
      case 'beyond-record':
        await this.#go('proposal.propose', 'li', this.#variant)
        return true
      case 'not-deliberated':
        await this.send(
          'proposal.deliberate',
          { participants: [this.#whoFor('li'), this.#whoFor('wang')], opinion: '同意' },
          this.#whoFor('li'),
        )
        return true
      case 'discussion-missing':
        await this.#go('decision.discuss', 'sun')
        await this.#go('decision.signMinutes', 'zhou')
        return true
      case 'minutes-unsigned':
        await this.#go('decision.signMinutes', n % 2 ? 'zhou' : 'sun')
        return true
      case 'extension-undiscussed':
        await this.#go('decision.discussExtension', 'sun')
        await this.#go('decision.signMinutes', 'zhou')
        return true
      case 'recused': {
        const next = standIn[who]
        if (!next) return false
        this.#now.set(who, next)
        if (next === 'x11') await this.#go('case.replaceHandler', 'qian', 0, { out: who, in: 'x11' })
        return true
      }
      default:
        return false
    }
  }

  /** One move; true when there is no more to be done about it. */
  async #move(move: Move, n: number): Promise<boolean> {
    if ('days' in move) {
      this.days.pass(move.days)
      return true
    }
    if ('confirm' in move) {
      await this.#confirm(move.confirm)
      return true
    }
    if ('pays' in move) {
      await this.#pay()
      return true
    }
    const { act, who, input } = move
    if (act === 'proposal.propose' && move.n !== undefined) this.#variant = move.n
    const outcome = await this.#go(act, who, move.n ?? n, input)
    if (outcome.is !== 'refused') return true
    const { code } = outcome.refusal
    if (code === 'out-of-order') return true
    if (code === 'late-unreasoned') return (await this.#go(act, who, 1, { lateReason: '案情复杂' })).is === 'granted'
    if (code === 'not-approver' || code === 'not-organ')
      return (await this.#go(act, who === 'sun' ? (act === 'case.file' ? 'qian' : 'zhou') : 'sun', move.n ?? n, input)).is === 'granted'
    return !(await this.#mend(code, who, n))
  }

  /** Leaves the straight road here 现在就走. */
  turn(course: CourseId, n: number): void {
    const taken: Course = courses[course]
    if (this.stream) this.#moves = [...taken.moves(n), ...(taken.rest?.(n) ?? this.#moves)]
  }

  /** The next move of the matter's course, or what stands before it. */
  async next(n: number): Promise<void> {
    const course = this.#course
    const first = this.#moves[0]
    if (course && first && 'act' in first && first.act === course.before) {
      this.#moves = [...course.moves(n), ...(course.rest?.(n) ?? this.#moves)]
      this.#course = undefined
    }
    const [move, ...rest] = this.#moves
    if (!move) return
    const held = this.#moves
    const done = await this.#move(move, n)
    if (held !== this.#moves || (!done && ++this.#tried < TRIES)) return
    this.#tried = 0
    this.#moves = rest
  }
}
