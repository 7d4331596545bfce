import type { StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { reading, within } from '#db/tx'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { failpoint } from '#server/failpoint'

const EVERY_MS = 2_000
const MOST = 200
/** So many times a follow-up is tried; what then still fails is told by `mingjing doctor`. */
export const TRIES = 20
/** The scope in which open follow-ups of all agencies can be seen, and nothing else. */
export const FOLLOWUPS = 'system:followup'

/**
 * Sends what is due 到日由系统办理: follow-ups that were queued with an event and not yet done, oldest first. Each bears its own id, so that one
 * sent twice has one effect; one that is refused stays, with the reason, and is tried again at the next turn, up to twenty times.
 */
export function followups({ pool, door, clock }: Readonly<{ pool: Pool; door: Door; clock: Clock }>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined

  async function turn(): Promise<number> {
    const { rows } = await reading(pool, FOLLOWUPS, (db) =>
      db.query<{ agency: string; id: string; act: string; kind: string; stream: string; input: unknown }>(
        `select agency, id, act, kind, stream, input from followup where done_at is null and due <= $1 and (after is null or after < $2) and attempts < ${TRIES} order by due, id limit ${MOST}`,
        [clock.today(), clock.now()],
      ),
    )
    if (rows.length > 0) await failpoint('followup.taken')
    for (const { agency, id, act, kind, stream, input } of rows) {
      const outcome = await door
        .send(act, { id, stream: `${kind}:${stream}` as StreamName, input }, { kind: 'system', agency })
        .catch((error: unknown) => ({ is: 'fault', why: error instanceof Error ? error.message : String(error) }))
      if (outcome.is !== 'granted') {
        await failpoint('followup.noting')
        await within(pool, agency, (db) =>
          db.query('update followup set attempts = attempts + 1, last_refusal = $3 where agency = $1 and id = $2', [
            agency,
            id,
            JSON.stringify(outcome),
          ]),
        )
      }
      await failpoint('followup.sent')
    }
    return rows.length
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
      clearInterval(timer)
      await running?.catch(() => 0)
    },
  }
}
