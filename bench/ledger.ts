import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from '#db/address'
import { launch } from '#db/launcher'
import { createDatabase, migrate, migrationsIn, prepare } from '#db/migrate'
import { openPool, type Pool, type Role, scopeKey } from '#db/pool'
import type { Secret } from '#db/secret'
import { provesInclusion } from '#ledger/proof'
import { edgeOf, FULL, hashesAt, nodesIn, tileHash } from '#ledger/tile'
import { rootOf } from '#ledger/tree'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { systemClock } from '#server/clock'
import { findRoot, newId } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { sha256 } from '#server/digest'
import { inclusionProof } from '#server/logstore'
import { sequencer } from '#server/sequencer'
import { streams } from '#server/streams'
import { verify } from '#server/verify/verify'
import { quantile } from './house'

const [CALLERS, ACTS] = [16, 40]
const [ROUNDS, LEAVES] = [5, 10_000]
const [SIZE, PROOFS] = [10_000_000, 500]
const root = findRoot()
const agency = 'yuanshan-wjw'

const ms = async (fn: () => Promise<unknown>): Promise<number> => {
  const since = performance.now()
  await fn()
  return performance.now() - since
}

type House = Readonly<{ admin: Admin; secret: Secret; dir: string; open: (role: Role, max?: number) => Pool }>

async function houseOf(admin: Admin, secret: Secret, dir: string, database: string): Promise<House> {
  await createDatabase(admin, database)
  const here = { ...admin, address: { ...admin.address, database } }
  await prepare(here, secret)
  await migrate(here.address, secret, migrationsIn(join(root, 'db', 'migrations')))
  const open = (role: Role, max = CALLERS) => openPool(here.address, role, secret[role], { max })
  return { admin: here, secret, dir: join(dir, database), open }
}

/** From the answer to an act until a signed checkpoint holds its leaf, while callers go on; then all of it verified. */
async function inclusion({ admin, secret, dir, open }: House): Promise<void> {
  const [app, writer] = [open('mingjing_app'), open('mingjing_sequencer', 4)]
  const log = sequencer({ pool: writer, dir, say: console.error })
  const gate = door({ pool: app, streams: streams(loadPacks()), clock: systemClock, nudge: log.nudge })
  const send = async (act: string, input: unknown, officer: string) => {
    const outcome = await gate.send(
      act,
      { id: newId(), input },
      officer === 'system' ? { kind: 'system', agency } : { kind: 'officer', agency, officer },
    )
    assert.ok(outcome.is === 'granted', JSON.stringify(outcome))
    return outcome.answer.receipt
  }
  const demo = demoAgencies(root).find((each) => each.agency.id === agency)
  assert.ok(demo)
  for (const { act, as, input } of (await founding(demo, 'bench')).steps) await send(act, input, as.split('/')[1] ?? '')
  log.start()
  const seen: { size: number; when: number }[] = []
  let isGoing = true
  const watching = (async () => {
    while (isGoing) {
      const { rows } = await writer.query<{ size: number }>(`select max(size) as size from log_checkpoint where log = 'ops'`)
      seen.push({ size: rows[0]?.size ?? 0, when: performance.now() })
      await sleep(5)
    }
  })()
  const committed = new Map<string, number>()
  const input = {
    ...{ source: 'inspection', text: '现场检查发现', cause: '未将医疗废物分置', violationOn: systemClock.today() },
    party: { type: 'organisation', name: '某卫生站' },
  }
  const took = await ms(() =>
    Promise.all(
      Array.from({ length: CALLERS }, async () => {
        for (let act = 0; act < ACTS; act++) committed.set(String(await send('case.report', input, 'w01')), performance.now())
      }),
    ),
  )
  await sleep(2_000)
  isGoing = false
  await watching
  await log.stop()
  const { rows } = await writer.query<{ hash: string; index: number }>(
    `select encode(leaf_hash, 'hex') as hash, index from log_leaf where log = 'ops'`,
  )
  const place = new Map(rows.map(({ hash, index }) => [hash, index]))
  const waits = [...committed].map(([hash, when]) => {
    const index = place.get(hash) ?? Number.POSITIVE_INFINITY
    return Math.max(0, (seen.find(({ size }) => size > index)?.when ?? Number.POSITIVE_INFINITY) - when)
  })
  console.log(
    `commit to signed checkpoint, ${CALLERS} callers at ${((CALLERS * ACTS * 1000) / took).toFixed(0)} acts/s: ` +
      `p50 ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms, worst ${Math.max(...waits).toFixed(0)} ms`,
  )
  await Promise.all([app.end(), writer.end()])
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    let events = 0
    const told = await ms(async () => {
      const verified = await verify(admin, { root, full: true, scope: scopeKey(secret.mingjing_app) })
      assert.deepEqual(verified.findings, [])
      events = verified.events
    })
    rates.push((events * 1000) / told)
  }
  console.log(`ledger verify --full: ${quantile(rates, 0.5).toFixed(0)} events/s (median of ${ROUNDS}) with every row they make`)
}

/** Pending leaves into the signed tree, against the same rows put into a bare table in transactions of the same size. */
async function appends({ dir, open }: House): Promise<void> {
  const owner = open('mingjing_migrator', 2)
  const writer = open('mingjing_sequencer', 4)
  await owner.query('create table bare (n bigint primary key, hash bytea not null)')
  const log = sequencer({ pool: writer, dir, say: console.error })
  await log.run()
  const [rates, floors]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    await owner.query(
      `with e as (
         insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, at, payload, nonce, leaf, law)
         select 'a', 'case', $1 || n, 1, 't', 'a', gen_random_uuid(), 'x', now(), 'p', $2,
           convert_to(repeat('{"v":1,"type":"case.reported"}', 14) || $1 || n, 'UTF8'), '\\x00' from generate_series(1, $3::int) n
         returning id)
       insert into ledger_pending (agency, kind, id, version) select 'a', 'case', id, 1 from e`,
      [`${round}-`, randomBytes(32), LEAVES],
    )
    // the server does so by itself within a minute
    if (round === 1) await owner.query('analyze ledger_event, ledger_pending, log_leaf, log_tile')
    const took = await ms(() => log.run())
    const raw = await ms(async () => {
      for (let from = 0; from < LEAVES; from += 2_000)
        await owner.query('insert into bare select $1::bigint + n, $2 from generate_series(1, 2000) n', [
          round * LEAVES + from,
          randomBytes(32),
        ])
    })
    if (round === 0) continue
    rates.push((LEAVES * 1000) / took)
    floors.push((LEAVES * 1000) / raw)
  }
  const { rows } = await writer.query<{ size: number }>(`select size from log_checkpoint where log = 'ops' order by size desc limit 1`)
  assert.equal(rows[0]?.size, LEAVES * (ROUNDS + 1))
  console.log(
    `appends in batches of 2,000, told anew and signed: ${quantile(rates, 0.5).toFixed(0)}/s (median of ${ROUNDS}, ` +
      `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}); bare inserts of an index and a hash ${quantile(floors, 0.5).toFixed(0)}/s`,
  )
  await Promise.all([owner.end(), writer.end()])
}

/** Proofs out of a tree of ten million leaves that are all alike: as many tiles and as many bytes as any, and every proof holds. */
async function proofs({ open }: House): Promise<void> {
  const [owner, app] = [open('mingjing_migrator', 2), open('mingjing_app')]
  const shard = { log: 'ops', shard: 9 } as const
  const leaf = sha256(Buffer.of(0))
  const full: Uint8Array[] = []
  for (let level = 0, hash: Uint8Array = leaf; hashesAt(level, SIZE) > 0; level++) {
    const bytes = Buffer.concat(Array.from({ length: FULL }, () => hash))
    full.push(bytes)
    hash = tileHash(bytes, sha256)
    for (let from = 0; from < Math.floor(hashesAt(level, SIZE) / FULL); from += 5_000)
      await owner.query(
        `insert into log_tile (log, shard, level, index, width, bytes)
         select $1, $2, $3, n, $4, $5 from generate_series($6::bigint, least($6 + 4999, $7::bigint)) n`,
        [shard.log, shard.shard, level, FULL, bytes, from, Math.floor(hashesAt(level, SIZE) / FULL) - 1],
      )
  }
  for (const { level, index, width } of edgeOf(SIZE))
    await owner.query('insert into log_tile (log, shard, level, index, width, bytes) values ($1, $2, $3, $4, $5, $6)', [
      ...[shard.log, shard.shard, level, index, width, full[level]?.slice(0, width * 32)],
    ])
  const head = rootOf(
    SIZE,
    nodesIn((level) => full[level], sha256),
    sha256,
  )
  const took: number[] = []
  for (let n = 0; n < PROOFS; n++) {
    const index = Math.floor(Math.random() * SIZE)
    let proof: readonly Uint8Array[] = []
    took.push(
      await ms(async () => {
        proof = await inclusionProof(app, shard, index, SIZE)
      }),
    )
    assert.ok(provesInclusion({ leaf, index, size: SIZE, root: head, proof }, sha256))
  }
  console.log(
    `inclusion proof at ${SIZE / 1e6} M leaves: p50 ${quantile(took, 0.5).toFixed(2)} ms, p99 ${quantile(took, 0.99).toFixed(2)} ms (${PROOFS} random leaves, one caller)`,
  )
  await Promise.all([owner.end(), app.end()])
}

/** The log on a real disk, with fsync on. */
export async function bench(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-bench-'))
  const { address, secret, stop } = await launch({ dir })
  const admin = { address, user: 'postgres', password: secret.postgres }
  try {
    console.log(`load ${loadavg()[0]?.toFixed(1)}`)
    await inclusion(await houseOf(admin, secret, dir, 'lived'))
    const other = await houseOf(admin, secret, dir, 'bulk')
    await appends(other)
    await proofs(other)
    console.log(`load ${loadavg()[0]?.toFixed(1)}`)
  } finally {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
