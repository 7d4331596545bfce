import type { Day } from '#law/day'
import { type Failing, type Failures, nameOf } from '#oversight/signins'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'

type Count = { readonly day: Day; told: number; waiting: number; more: Map<string, Failures> }

const HOUR_MS = 3_600_000

/**
 * Failed sign-ins, told to the ledger in sums 登录未成: whenever as many more have failed as were told that day, and what is left once an hour. A million
 * of them in a day are some forty-five lines.
 */
export function tally({ door, clock }: Readonly<{ door: Door; clock: Clock }>) {
  const counts = new Map<string, Count>()
  const running = new Set<Promise<void>>()

  async function tell(agency: string, count: Count): Promise<void> {
    const more = [...count.more.values()]
    if (more.length === 0) return
    const { waiting } = count
    count.more = new Map()
    count.waiting = 0
    count.told += waiting
    const request = { id: newId(), stream: `supervision:${count.day}`, input: { day: count.day, more } } as const
    const told = await door.send('supervision.recordFailedSignIns', request, { kind: 'system', agency }).catch(() => undefined)
    if (told?.is === 'granted') return
    count.told -= waiting
    for (const each of more) add(count, each)
  }

  const add = (count: Count, failed: Failures) => {
    const name = nameOf(failed)
    count.more.set(name, { ...failed, n: failed.n + (count.more.get(name)?.n ?? 0) })
    count.waiting += failed.n
  }

  /** Nobody waits for it: an answer tells nothing by its time. */
  const send = (agency: string, count: Count) => {
    const going = tell(agency, count).finally(() => running.delete(going))
    running.add(going)
  }
  const sendAll = () => {
    for (const [agency, count] of counts) send(agency, count)
  }
  const hourly = setInterval(sendAll, HOUR_MS).unref()

  return {
    /** One more; `officer` only where the agency has one of that name. */
    count(agency: string, officer: string | undefined, how: Failing): void {
      const day = clock.today()
      let count = counts.get(agency)
      if (count && count.day !== day) send(agency, count)
      if (count?.day !== day) count = { day, told: 0, waiting: 0, more: new Map() }
      counts.set(agency, count)
      add(count, { ...(officer === undefined ? {} : { officer }), how, n: 1 })
      if (count.waiting >= Math.max(1, count.told)) send(agency, count)
    },

    async stop(): Promise<void> {
      clearInterval(hourly)
      sendAll()
      await Promise.all(running)
    },
  }
}
export type Tally = ReturnType<typeof tally>
