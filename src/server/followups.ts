import { table } from '#acts/table'
import type { StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { addMs } from '#law/day'
import type { Door, Outcome } from '#server/act'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'
import { failpoint } from '#server/failpoint'

const EVERY_MS = 2_000
const MOST = 200
/** So many that are judged without the course of their stream go through the door at once. */
const AT_ONCE = 2_000
/** So many batches are under way at once: one is judged while another is written. */
const LANES = 3
/** So many batches are looked for at once, so that no lane waits for another between them. */
const AHEAD = 12
/** Fewer than these go one by one. */
const FEW = 20
const stateless = table.flatMap((act) => (act.stateless ? [act.id] : []))
/** So many times a follow-up is tried at every turn, then once a day; what fails so often is told by `mingjing doctor`. */
export const TRIES = 20
/** The scope in which open follow-ups of all agencies can be seen, and nothing else. */
export const FOLLOWUPS = 'system:followup'
const DAY_MS = 86_400_000

type Due = Readonly<{ agency: string; id: string; act: string; kind: string; stream: string; input: unknown }>
type Ended = Exclude<Outcome, { is: 'granted' }> | Readonly<{ is: 'fault'; why: string }>

const streamOf = ({ kind, stream }: Due) => `${kind}:${stream}` as StreamName

/** Why it could not be done, in words that can be kept. */
function zhOf(ended: Ended): string {
  switch (ended.is) {
    case 'refused':
      return `${ended.refusal.zh}（${ended.refusal.clauses.join('、')}）`
    case 'malformed':
      return ended.faults.map(({ path, zh }) => `${path}：${zh}`).join('；')
    case 'forbidden':
      return '系统不得办理'
    case 'notFound':
      return '没有找到所要办理的'
    case 'stale':
      return `已有新的变化，现为第 ${ended.version} 版`
    case 'fault':
      return `系统故障：${ended.why}`
  }
}
const keepable = (text: string): string => [...text.replaceAll(/\p{C}+/gu, ' ')].slice(0, 400).join('')

/** Batches of one act of one agency each. */
function alike(all: readonly Due[]): readonly (readonly Due[])[] {
  const batches: Due[][] = []
  for (const due of all) {
    const open = batches.findLast(([first]) => first?.agency === due.agency && first.act === due.act)
    if (open && open.length < AT_ONCE) open.push(due)
    else batches.push([due])
  }
  return batches
}

/**
 * Sends what is due 到日由系统办理: follow-ups that were queued with an event and not yet done, oldest first. Each bears its own id, so that one
 * sent twice has one effect; one that is refused stays, the reason is kept by an act, and it is tried again.
 */
export function followups({ pool, door, clock }: Readonly<{ pool: Pool; door: Door; clock: Clock }>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let stopping = false

  /** What many streams wait for alike, as after a year of holidays was announced; what cannot be done so is left to the turn. @returns how many were done */
  async function inBatches(): Promise<number> {
    let sum = 0
    while (!stopping) {
      const { rows } = await reading(pool, FOLLOWUPS, (db) =>
        db.query<Due>(
          `select agency, id, act, kind, stream, input from followup f
           where done_at is null and due <= $1 and (after is null or after < $2) and act = any($3)
             and not exists (select from followup_failure x where x.agency = f.agency and x.followup = f.id)
           order by due, agency limit ${AHEAD * AT_ONCE}`,
          [clock.today(), clock.now(), stateless],
        ),
      )
      if (rows.length < FEW) return sum
      const batches = alike(rows)[Symbol.iterator]()
      const lane = async (): Promise<number> => {
        let done = 0
        for (const same of batches) {
          if (stopping) break
          done += await together(same).catch(() => 0)
        }
        return done
      }
      const done = await Promise.all(Array.from({ length: LANES }, lane))
      const n = done.reduce((all, each) => all + each, 0)
      if (n === 0) return sum
      sum += n
    }
    return sum
  }

  function together(same: readonly Due[]): Promise<number> {
    const { agency, act } = same[0] as Due
    return door.many(
      agency,
      act,
      same.map((due) => ({ id: due.id, stream: streamOf(due), input: due.input })),
    )
  }

  async function turn(): Promise<number> {
    const batched = await inBatches()
    const dayAgo = addMs(clock.now(), -DAY_MS)
    const { rows } = await reading(pool, FOLLOWUPS, (db) =>
      db.query<Due>(
        `select agency, id, act, kind, stream, input from followup f
         where done_at is null and due <= $1 and (after is null or after < $2)
           and (select count(*) < ${TRIES} or max(at) < $3 from followup_failure x where x.agency = f.agency and x.followup = f.id)
         order by due, id limit ${MOST}`,
        [clock.today(), clock.now(), dayAgo],
      ),
    )
    if (rows.length > 0) await failpoint('followup.taken')
    for (const due of rows) {
      const { agency, id, act, input } = due
      const outcome = await door
        .send(act, { id, stream: streamOf(due), input }, { kind: 'system', agency })
        .catch((error: unknown) => ({ is: 'fault', why: error instanceof Error ? error.message : String(error) }) as const)
      // what cannot even be kept, as when the database is away, is tried again
      if (outcome.is !== 'granted') {
        await failpoint('followup.noting')
        await keep(due, outcome).catch(() => undefined)
      }
      await failpoint('followup.sent')
    }
    return rows.length + batched
  }

  async function keep(due: Due, ended: Ended): Promise<void> {
    const { agency, id, act } = due
    const at = clock.now()
    const input = { followup: id, act, on: streamOf(due), how: ended.is, zh: keepable(zhOf(ended)), at }
    const sent = { id: newId(), stream: `supervision:${at.slice(0, 4)}`, input } as const
    await door.send('supervision.recordFailure', sent, { kind: 'system', agency })
  }

  return {
    /** One turn now; turns never overlap. */
    run(): Promise<number> {
      running ??= turn().finally(() => {
        running = undefined
      })
      return running
    },
    start(): void {
      timer = setInterval(() => {
        this.run().catch(() => {})
      }, EVERY_MS).unref()
    },
    async stop(): Promise<void> {
      stopping = true
      clearInterval(timer)
      await running?.catch(() => 0)
    },
  }
}
