import { findAct } from '#acts/table'
import { idOf, type StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { addDays, type Day } from '#law/day'
import type { Door, Outcome } from '#server/act'
import { newId } from '#server/config'
import { ybj } from '../http/house'
import { type AgencyId, as, callerOf, stories } from '../http/matter'
import { checks, materials } from '../ordinary'

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

/** What may be proposed: light, weighty by its nature, or by the handlers' own judgement; each with the fine as it is, or less. */
const variants = [
  { heavy: [], traits: {} },
  { heavy: [{ kind: 'revoke', what: '执业许可证' }], traits: {} },
  { heavy: [], traits: { complex: '涉及多个法律关系' } },
  { heavy: [], traits: { publicInterest: '涉及公共利益' } },
] as const

/** A matter as the people of an agency drive it: the next lawful step, found by asking the door and doing what its refusal says is missing. */
export class Driven {
  readonly sent: Sent[] = []
  stream: StreamName | undefined
  #done = 0
  #variant = 0
  readonly door: Door
  readonly pool: Pool
  readonly days: Days
  readonly agency: string
  readonly of: AgencyId
  constructor(at: Readonly<{ door: Door; pool: Pool; days: Days; agency: string; of: AgencyId }>) {
    this.door = at.door
    this.pool = at.pool
    this.days = at.days
    this.agency = at.agency
    this.of = at.of
  }

  #as<T>(told: T): T {
    return as(this.of, told)
  }

  async send(act: string, input: unknown, who: string, stream = this.stream): Promise<Outcome> {
    const row = findAct(act)
    const id = newId()
    const known =
      row?.stream === 'publication' && this.stream
        ? (`publication:${idOf(this.stream)}` as StreamName)
        : row?.stream === 'case'
          ? stream
          : undefined
    if (row?.stream === 'publication' && !known) return { is: 'notFound' }
    const version = row?.seen && known ? { version: await this.#version(known) } : {}
    const outcome = await this.door.send(
      act,
      { id, ...(known ? { stream: known } : {}), ...version, input: this.#as(input) },
      callerOf(this.agency, this.#as(who)),
    )
    this.sent.push({ id, act, who, outcome })
    if (act === 'case.report' && outcome.is === 'granted') this.stream = outcome.answer.stream
    return outcome
  }

  async #version(stream: StreamName): Promise<number> {
    const { rows } = await this.pool.query<{ version: number }>(
      'select version from stream_head where agency = $1 and kind = $2 and id = $3',
      [this.agency, stream.slice(0, stream.indexOf(':')), idOf(stream)],
    )
    return rows[0]?.version ?? 0
  }

  /** Inputs of every act an officer may send, as lawful as they can be without looking. */
  input(act: string, n = 0): unknown {
    const today = this.days.today()
    const story = stories[this.of]
    const told = (name: string) => (story[name]?.input ?? {}) as Record<string, unknown>
    const review = (sound: boolean) =>
      (this.of === ybj ? checks.medical : checks.health).map((check) => ({
        check,
        sound: sound || check !== 'facts',
        ...(sound || check !== 'facts' ? {} : { note: '补查' }),
      }))
    switch (act) {
      case 'case.report':
        return { ...told('report'), violationOn: addDays(today, -20) }
      case 'case.applyToFile':
        return told('apply')
      case 'case.addEvidence':
        return { ...told('evidence'), collectedOn: today }
      case 'case.confirm':
        return { record: `${['evidence', 'notice', 'statement', 'waiver', 'delivery'][n % 5]}:${1 + (Math.floor(n / 5) % 2)}` }
      case 'proposal.conclude':
        return told('conclude')
      case 'proposal.propose': {
        const { heavy, traits } = variants[n % variants.length] ?? variants[0]
        const { substance } = told('propose') as {
          substance: { penalties: readonly { kind: string; fen?: number }[]; payable: readonly { line: string; fen: number }[] }
        }
        const less = this.of === ybj ? 0 : [0, 60_000, 120_000][n % 3]
        const lessened = <T extends { fen?: number }>(each: T, is: boolean): T =>
          is && each.fen ? { ...each, fen: each.fen - (less ?? 0) } : each
        const kept = substance.penalties.filter(({ kind }) => kind !== 'other' || n % 2)
        const penalties = [...kept.map((each) => lessened(each, each.kind === 'fine')), ...heavy]
        const payable = substance.payable.map((each) => lessened(each, each.line === 'fine'))
        return { substance: { ...substance, penalties, payable }, traits }
      }
      case 'review.submit':
        return { materials }
      case 'review.conclude':
        return n % 4 === 3
          ? { opinion: 'supplement', findings: review(false), text: '退回' }
          : { opinion: 'pass', findings: review(true), text: '同意' }
      case 'hearing.notify':
        return { ...told('notify'), on: today, tells: ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right'] }
      case 'hearing.state':
        return { points: ['初次违法'], on: today }
      case 'hearing.answer':
        return { statement: 1 + (n % 2), answers: [{ accepted: n % 2 === 0, why: '已经从轻' }] }
      case 'hearing.waive':
        return { what: 'both', proof: '书面声明', on: today }
      case 'decision.discuss':
        return { present: ['sun', 'zhou'], views: [{ who: 'sun', view: '同意' }], conclusion: '同意' }
      case 'case.deliver':
        return { ...told('deliver'), on: today }
      case 'publication.prepare':
        return { facts: '违法事实摘要' }
      case 'publication.return':
        return { reason: '修改' }
      case 'case.file':
      case 'penalty.decide':
        return { opinion: '同意', ...(act === 'penalty.decide' && n % 2 ? { lateReason: '案情复杂' } : {}) }
      default:
        return {}
    }
  }

  async #wait(record: string): Promise<Outcome> {
    const { rows } = await this.pool.query<{ officer: string; key: string }>(
      `select officer, key from duty where agency = $1 and kind = 'case' and stream = $2 and key like 'confirm:' || $3 || '%' and done_on is null`,
      [this.agency, this.stream ? idOf(this.stream) : '', record],
    )
    let last: Outcome = { is: 'notFound' }
    for (const { officer, key } of rows) last = await this.send('case.confirm', { record: key.slice('confirm:'.length) }, officer)
    return last
  }

  /** What a refusal asks for. */
  async #mend(code: string, n: number): Promise<Outcome | undefined> {
    const go = (act: string, who: string, with_ = n) => this.send(act, this.input(act, with_), who)
    switch (code) {
      case 'notice-missing':
      case 'notice-of-other': {
        const told = await go('hearing.notify', 'li')
        return told.is === 'refused' ? this.#mend(told.refusal.code, n) : this.#wait('notice')
      }
      case 'notice-unconfirmed':
        return this.#wait('notice')
      case 'review-missing':
      case 'review-of-other':
      case 'review-returned':
      case 'review-before-notice': {
        const asked = await go('review.submit', 'li')
        if (asked.is === 'refused') return this.#mend(asked.refusal.code, n)
        return go('review.conclude', 'zhao')
      }
      case 'under-review':
        return go('review.conclude', 'zhao')
      case 'unconfirmed':
      case 'no-evidence':
      case 'fact-without-evidence':
      case 'statement-unconfirmed':
        return this.#wait('')
      case 'party-unheard':
      case 'hearing-term-runs':
        if (n % 2) {
          await go('hearing.waive', 'li')
          return this.#wait('waiver')
        }
        this.days.pass(12)
        return undefined
      case 'points-unanswered': {
        const first = await go('hearing.answer', 'li', 0)
        return first.is === 'granted' ? go('hearing.answer', 'li', 1) : first
      }
      case 'law-changed':
      case 'proposal-missing':
        return go('proposal.propose', 'li', this.#variant)
      case 'not-approver':
        return go('case.file', 'qian')
      case 'not-deliberated':
        return this.send('proposal.deliberate', { participants: ['li', 'wang'], opinion: '同意' }, 'li')
      case 'discussion-missing':
        await go('decision.discuss', 'sun')
        return go('decision.signMinutes', 'zhou')
      case 'minutes-unsigned':
        return go('decision.signMinutes', 'zhou')
      case 'late-unreasoned':
        return this.send('penalty.decide', { opinion: '同意', lateReason: '案情复杂' }, 'sun')
      default:
        return undefined
    }
  }

  /** The next step of the ordinary procedure, or what stands before it. */
  async next(n: number): Promise<void> {
    const way = [
      'case.report',
      'case.applyToFile',
      'case.file',
      'case.addEvidence',
      'case.confirm',
      'proposal.conclude',
      'proposal.propose',
      'penalty.decide',
      'case.deliver',
      'case.confirm',
      'publication.prepare',
      'publication.approve',
      'publication.approve',
      'publication.release',
    ] as const
    const by: Readonly<Record<string, string>> = {
      'case.file': 'sun',
      'penalty.decide': 'sun',
      'publication.prepare': 'zheng',
      'publication.release': 'feng',
    }
    const act = way[this.#done]
    if (!act) return
    if (act === 'proposal.propose') this.#variant = n
    const who = act === 'publication.approve' ? (n % 2 ? 'wu' : 'zhou') : (by[act] ?? 'li')
    const outcome = act === 'case.confirm' ? await this.#wait('') : await this.send(act, this.input(act, n), who)
    if (outcome.is === 'granted') this.#done++
    else if (outcome.is === 'refused' && outcome.refusal.code === 'out-of-order') this.#done++
    else if (outcome.is === 'refused') {
      const mended = await this.#mend(outcome.refusal.code, n)
      const isSame = outcome.refusal.code === 'late-unreasoned' || outcome.refusal.code === 'not-approver'
      if (isSame && mended?.is === 'granted') this.#done++
    } else if (act === 'case.confirm') this.#done++
  }
}
