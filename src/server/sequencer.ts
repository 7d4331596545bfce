import type { Client, Pool } from '#db/pool'
import { tx } from '#db/tx'
import { appendTo, hashOfLeaf, leafTable, type NewLeaf, type Place } from '#server/append'
import { randomBytes } from '#server/config'
import { failpoint } from '#server/failpoint'
import { howOn, whyHeld } from '#server/known'
import { findKey, makeKey, vkeyOfSigner } from '#server/logkeys'
import { getHead, type Log, lockHead } from '#server/logstore'
import { sign } from '#server/sign'

/** Most leaves of one transaction. */
const BATCH = 2_000
const EVERY_MS = 50
/** While there is more to take, a signature follows at least so often. */
const SIGN_MS = 200

type Pending = Place & Readonly<{ leaf: Buffer | null; prev: Buffer | null; isThere: boolean; isPrevThere: boolean }>

/** Pending rows of a log behind a place, in the order of streams and versions, with their leaf bytes; each row's leaf looked up by its key, however long the log. */
const take = (log: Log): string => `
  with taken as (
    select agency, kind, id, version from ledger_pending
    where log = '${log}' and (agency, kind, id, version) > ($2, $3, $4, $5) order by agency, kind, id, version limit ${BATCH}
  )
  select t.*, e.leaf, ${log === 'ops' ? 'e.prev' : 'null::bytea as prev'}, own.found is not null as "isThere",
    ${log === 'ops' ? 'e.prev is null or before.found is not null' : 'true'} as "isPrevThere"
  from taken t left join ${leafTable[log]} e using (agency, kind, id, version)
  left join lateral (select 1 as found from log_leaf l where l.log = '${log}' and l.shard = $1
    and (l.agency, l.kind, l.id, l.version) = (t.agency, t.kind, t.id, t.version) limit 1) own on true
  ${log === 'ops' ? `left join lateral (select 1 as found from log_leaf l where l.log = 'ops' and l.leaf_hash = e.prev limit 1) before on true` : ''}
  order by agency, kind, id, version`

const first: Place = { agency: '', kind: '', id: '', version: 0 }

/** One transaction 一批: leaves, tiles, head, and the pending rows gone. @returns the last place looked at, where more may follow */
async function batch(db: Client, log: Log, behind: Place): Promise<Place | undefined> {
  const head = await lockHead(db, log)
  if (head.frozen !== null) return undefined
  // what is pending is read in the order of its key, even where the planner takes a full table for an empty one
  await db.query('set local enable_sort = off')
  const { rows } = await db.query<Pending>(take(log), [head.shard, behind.agency, behind.kind, behind.id, behind.version])
  if (rows.length === 0) return undefined
  await failpoint('sequencer.taken')
  const leaves: NewLeaf[] = []
  const taken = new Set<string>()
  const settled: Place[] = []
  for (const { leaf, prev, isThere, isPrevThere, ...place } of rows) {
    // what lost its bytes or its predecessor waits where it is, and doctor tells of it
    if (!leaf || !(isPrevThere || (prev && taken.has(prev.toString('hex'))))) continue
    settled.push(place)
    if (isThere) continue
    const hash = hashOfLeaf(leaf)
    taken.add(hash.toString('hex'))
    leaves.push({ place, hash })
  }
  await appendTo(db, log, head, leaves)
  await db.query(
    `delete from ledger_pending p using unnest($2::text[], $3::text[], $4::text[], $5::int[]) as s(agency, kind, id, version)
     where p.log = $1 and p.agency = s.agency and p.kind = s.kind and p.id = s.id and p.version = s.version`,
    [
      log,
      settled.map(({ agency }) => agency),
      settled.map(({ kind }) => kind),
      settled.map(({ id }) => id),
      settled.map(({ version }) => version),
    ],
  )
  await failpoint('sequencer.written')
  return rows.length === BATCH ? rows.at(-1) : undefined
}

/** Begins a log that has none yet 开始第一段: its key in the data folder, its first shard. */
const begin = (pool: Pool, dir: string, log: Log): Promise<void> =>
  tx(pool, async (db) => {
    const { shard } = await lockHead(db, log)
    if (shard > 0) return
    const { rows } = await db.query<{ origin: string }>('select origin from log_shard where shard = 1')
    const base = rows[0]?.origin.replace(/\/\w+\/1$/, '') ?? `mingjing/${Buffer.from(randomBytes(6)).toString('hex')}`
    const key = findKey(dir, log, 1) ?? makeKey(dir, log, 1, `${base}/${log}/1`)
    await db.query('insert into log_shard (log, shard, origin, vkey) values ($1, 1, $2, $3)', [log, key.name, vkeyOfSigner(key)])
    await db.query('update log_head set shard = 1 where log = $1', [log])
  })

/** Logs with something to begin, to take or to sign. */
const atWork = `
  select h.log, h.shard from log_head h where h.frozen is null and (h.shard = 0 or exists (select from ledger_pending p where p.log = h.log)
    or h.size > coalesce((select c.size from log_checkpoint c where c.log = h.log and c.shard = h.shard order by c.size desc limit 1), -1))
  order by h.log`

/** What the sequencer needs: its own role's pool, the data folder with the keys, and where to say what is wrong. */
export type SequencerDeps = Readonly<{ pool: Pool; dir: string; say?: (line: string) => void }>

/**
 * Puts pending leaves into the log 入账: whatever is pending, never from a remembered place, since commits overtake one another. Any number of
 * processes may run one; whoever holds the head leads. Nothing it does is lost or done twice when it dies in between.
 */
export function sequencer({ pool, dir, say = (line) => process.stderr.write(`${line}\n`) }: SequencerDeps) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let started = false
  let stopped = false
  let lastTurn = 0
  const said = new Set<string>()
  const once = (line: string) => {
    if (said.has(line)) return
    said.add(line)
    say(line)
  }

  async function signed(log: Log): Promise<void> {
    const outcome = await sign(pool, dir, log)
    if (outcome.is === 'frozen') once(`存证日志 ${log} 已冻结，不再签署：${outcome.why}。请执行 mingjing doctor。`)
    if (outcome.is === 'keyless') once(`本机数据目录没有存证日志 ${log} 当前分段的签名钥，不能签署。`)
  }

  async function drain(log: Log): Promise<void> {
    let since = performance.now()
    for (let behind: Place | undefined = first; behind && !stopped; ) {
      const from: Place = behind
      behind = await tx(pool, (db) => batch(db, log, from))
      if (!behind || performance.now() - since >= SIGN_MS) {
        await signed(log)
        since = performance.now()
      }
    }
  }

  async function turn(): Promise<void> {
    const { rows } = await pool.query<{ log: Log; shard: number }>(atWork)
    for (const { log, shard } of rows) {
      if (shard === 0) await begin(pool, dir, log)
      const held = await whyHeld(pool, dir, log, await getHead(pool, log))
      if (held) once(`存证日志 ${log} 暂不续签：${held.zh}。办案照常；${howOn}。`)
      else await drain(log)
    }
  }

  /** One turn now; turns of one process never overlap. */
  function run(): Promise<void> {
    running ??= turn().finally(() => {
      running = undefined
      lastTurn = performance.now()
    })
    return running
  }

  function wake(afterMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      run()
        .catch((error: unknown) => once(`入账暂时不能进行：${error instanceof Error ? error.message : error}`))
        .finally(() => {
          if (!stopped) wake(EVERY_MS)
        })
    }, afterMs).unref()
  }

  return {
    run,
    start(): void {
      started = true
      wake(0)
    },
    /** Something was committed: look at once, unless a look was just taken. */
    nudge(): void {
      if (started && !stopped && !running) wake(Math.max(0, lastTurn + EVERY_MS - performance.now()))
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await running?.catch(() => {})
    },
  }
}
export type Sequencer = ReturnType<typeof sequencer>
