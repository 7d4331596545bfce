import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StreamName } from '#agency/stream'
import { launch } from '#db/launcher'
import { migrate, migrationsIn, prepare } from '#db/migrate'
import { openPool, type Pool } from '#db/pool'
import type { Answer } from '#server/act'
import { type StoryClock, storyClock } from '#server/clock'
import { findRoot, newId, type Part } from '#server/config'
import { demoAgencies, demoPassword, founding } from '#server/demo'
import { buildApp } from '#server/http'
import { player, type Story } from '#server/play'

export const agency = 'yuanshan-wjw'

type Sent = Readonly<{ stream?: StreamName; version?: number; input: unknown }>

/** A platform of its own with the agencies of the demo; `owner` plants what no act could bring in time. */
export type House = Readonly<{
  http: Awaited<ReturnType<typeof buildApp>>
  app: Pool
  owner: Pool
  clock: StoryClock
  /** An act that must be granted. */
  send: (act: string, officer: string, sent: Sent) => Promise<Answer>
  /** Signs an officer in. */
  cookieOf: (officer: string) => Promise<string>
}>

/** Measures in a house that is torn down afterwards. */
export async function inHouse(only: readonly Part[], stories: readonly Story[], measure: (house: House) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-bench-'))
  const { address: home, secret, stop } = await launch({ dir })
  const root = findRoot()
  try {
    await prepare({ address: home, user: 'postgres', password: secret.postgres }, secret)
    await migrate(home, secret, migrationsIn(join(root, 'db', 'migrations')))
    const [app, portal] = [openPool(home, 'mingjing_app', secret.mingjing_app), openPool(home, 'mingjing_portal', secret.mingjing_portal)]
    const owner = openPool(home, 'postgres' as never, secret.postgres, { max: 1, statementMs: 0 })
    const clock = storyClock()
    const http = await buildApp({ app, portal, clock, config: { dir, host: '127.0.0.1', port: 0, only: [...only], demo: true, root } })
    const agencies = await Promise.all(demoAgencies(root).map((each) => founding(each)))
    await player({ door: http.door, pool: app, clock }).play([...agencies, ...stories])
    const send: House['send'] = async (act, officer, sent) => {
      const outcome = await http.door.send(act, { id: newId(), ...sent }, { kind: 'officer', agency, officer })
      assert.ok(outcome.is === 'granted', JSON.stringify(outcome).slice(0, 300))
      return outcome.answer
    }
    const cookieOf: House['cookieOf'] = async (officer) => {
      const answer = await http.inject({ method: 'POST', url: '/api/session', payload: { agency, officer, password: demoPassword } })
      return String(answer.headers['set-cookie']).split(';')[0] ?? ''
    }
    await measure({ http, app, owner, clock, send, cookieOf })
    await http.close()
    await Promise.all([app, portal, owner].map((pool) => pool.end()))
  } finally {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
