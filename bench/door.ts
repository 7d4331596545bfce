import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Caller } from '#agency/may'
import type { StreamName } from '#agency/stream'
import { launch } from '#db/launcher'
import { createDatabase, migrate, migrationsIn, prepare } from '#db/migrate'
import { type Client, openPool, type Pool } from '#db/pool'
import { beginWithin } from '#db/tx'
import { loadPacks } from '#policy/load'
import { type Answer, type Door, door } from '#server/act'
import { systemClock } from '#server/clock'
import { findRoot, newId } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { streams } from '#server/streams'
import { quantile } from './house'

const CALLERS = 16
const ROUNDS = 8
const ACTS = 40

type Statement = readonly [text: string, values: readonly unknown[] | undefined]
type Transaction = Statement[]
const recorded = new AsyncLocalStorage<Transaction[]>()

/** The pool as it is, noting what each caller's transactions ask of the server. */
const noting = (pool: Pool): Pool =>
  new Proxy(pool, {
    get(on, name) {
      const held = Reflect.get(on, name) as unknown
      if (name !== 'connect') return typeof held === 'function' ? held.bind(on) : held
      return async () => {
        const client = await on.connect()
        const told: Transaction = []
        recorded.getStore()?.push(told)
        return new Proxy(client, {
          get(of, word) {
            const found = Reflect.get(of, word) as unknown
            if (word === 'query')
              return (text: string, values?: readonly unknown[]) => {
                told.push([text, values])
                return of.query(text, values as unknown[])
              }
            return typeof found === 'function' ? found.bind(of) : found
          },
        })
      }
    },
  })

/** The same statements with the same parameters, one transaction after the other, and nothing else. */
async function replay(pool: Pool, transactions: readonly Transaction[]): Promise<void> {
  for (const transaction of transactions) {
    const client = await pool.connect()
    // a scope is signed for one connection: this one signs its own
    for (const [text, values] of transaction)
      await client.query(text.startsWith('begin') ? beginWithin(client as Client, agency) : text, values as unknown[])
    client.release()
  }
}

const ms = async (fn: () => Promise<unknown>): Promise<number> => {
  const since = performance.now()
  await fn()
  return performance.now() - since
}
const median = (values: readonly number[]) => quantile(values, 0.5)
const all = (fn: (n: number) => Promise<unknown>) => Promise.all(Array.from({ length: CALLERS }, (_, n) => fn(n)))

type Work = Readonly<{
  name: string
  before?: (gate: Door, n: number) => Promise<StreamName>
  one: (gate: Door, stream: StreamName | undefined) => Promise<unknown>
}>

const agency = 'yuanshan-wjw'
const by = (officer: string): Caller => ({ kind: 'officer', agency, officer })
const today = systemClock.today()
async function granted(gate: Door, act: string, input: unknown, who: Caller, stream?: StreamName, version?: number): Promise<Answer> {
  const outcome = await gate.send(act, { id: newId(), input, ...(stream ? { stream } : {}), ...(version ? { version } : {}) }, who)
  assert.ok(outcome.is === 'granted', JSON.stringify(outcome))
  return outcome.answer
}
const report = (gate: Door) =>
  granted(
    gate,
    'case.report',
    {
      source: 'inspection',
      text: '现场检查发现',
      cause: '未将医疗废物分置',
      party: { type: 'organisation', name: '某卫生站' },
      violationOn: today,
    },
    by('w01'),
  )

const works: readonly Work[] = [
  {
    name: 'case.addEvidence',
    async before(gate) {
      const { stream } = await report(gate)
      const conditions = ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'].map((id) => ({ id, text: '见现场笔录' }))
      const applied = await granted(gate, 'case.applyToFile', { handlers: ['w01', 'w02'], conditions }, by('w01'), stream)
      await granted(gate, 'case.file', { opinion: '同意' }, by('w05'), stream, applied.version)
      return stream
    },
    one: (gate, stream) =>
      granted(
        gate,
        'case.addEvidence',
        { type: 'siteRecord', title: '现场笔录', text: '记载桶内所见', collectedOn: today },
        by('w01'),
        stream,
      ),
  },
  { name: 'case.report', one: report },
]

/** An act through the door against its own SQL without parsing, law and fold: rounds of both in turn, on two databases of one server. */
export async function bench(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-bench-'))
  const { address: home, secret, stop } = await launch({ dir })
  const open = (database: string) => openPool({ ...home, database }, 'mingjing_app', secret.mingjing_app, { max: CALLERS })
  const admin = { address: home, user: 'postgres', password: secret.postgres }
  try {
    for (const [n, work] of works.entries()) {
      const [ours, bare] = [`door${n}`, `bare${n}`]
      await createDatabase(admin, ours)
      await prepare({ ...admin, address: { ...home, database: ours } }, secret)
      await migrate({ ...home, database: ours }, secret, migrationsIn(join(findRoot(), 'db', 'migrations')))
      const first = open(ours)
      const setting = door({ pool: first, streams: streams(loadPacks()), clock: systemClock })
      const demo = demoAgencies(findRoot()).find((each) => each.agency.id === agency)
      assert.ok(demo)
      for (const { act, as, input } of (await founding(demo, 'bench')).steps)
        await granted(setting, act, input, as.endsWith('/system') ? { kind: 'system', agency } : by(as.split('/')[1] ?? ''))
      const names: (StreamName | undefined)[] = []
      for (let caller = 0; caller < CALLERS; caller++) names.push(await work.before?.(setting, caller))
      await first.end()

      const client = new pg.Client({ ...home, user: 'postgres', password: secret.postgres })
      await client.connect()
      await client.query(`create database ${bare} template ${ours}`)
      await client.query(`grant connect on database ${bare} to mingjing_app`)
      await client.end()
      const [pool, floor] = [open(ours), open(bare)]
      const gate = door({ pool: noting(pool), streams: streams(loadPacks()), clock: systemClock })

      const [ratios, rates, floors]: [number[], number[], number[]] = [[], [], []]
      const took: number[] = []
      let statements = 0
      for (let round = 0; round <= ROUNDS; round++) {
        const told: Transaction[][] = Array.from({ length: CALLERS }, () => [])
        const isWarm = round > 0
        const through = await ms(() =>
          all((caller) =>
            recorded.run(told[caller] ?? [], async () => {
              for (let act = 0; act < ACTS; act++) {
                const one = await ms(() => work.one(gate, names[caller]))
                if (isWarm) took.push(one)
              }
            }),
          ),
        )
        const raw = await ms(() => all((caller) => replay(floor, told[caller] ?? [])))
        statements = told[0]?.at(-1)?.length ?? 0
        if (!isWarm) continue
        ratios.push(raw / through)
        rates.push((CALLERS * ACTS * 1000) / through)
        floors.push((CALLERS * ACTS * 1000) / raw)
      }
      await Promise.all([pool.end(), floor.end()])
      const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)]
      console.log(
        `${work.name}: ${median(rates).toFixed(0)}/s through the door, ${median(floors).toFixed(0)}/s raw, ratio ${median(ratios).toFixed(2)} ` +
          `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); ${statements} statements; ` +
          `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${(p99 / p50).toFixed(1)} ×`,
      )
    }
  } finally {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
