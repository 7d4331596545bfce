import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Address, Admin } from '#db/address'
import { type Launched, launch } from '#db/launcher'
import { migrate, migrationsIn, prepare } from '#db/migrate'
import { openPool, type Pool, roles } from '#db/pool'
import type { Secret } from '#db/secret'

/** A database of its own for one test file: migrated, empty, reached as each role. */
export interface Fresh {
  readonly admin: Admin
  readonly address: Address
  readonly secret: Secret
  readonly migrator: Pool
  readonly app: Pool
  readonly portal: Pool
  readonly sequencer: Pool
  readonly disposer: Pool
  /** The superuser, whom no policy binds: a test looks with it at all agencies, and meddles. */
  readonly root: Pool
  /** Closes the pools and removes the database; the server too, when this file started one. */
  drop(): Promise<void>
}

/** The server of a whole test run, as the runner passes it on. */
export type TestServer = Readonly<{ address: Address; secret: Secret }>
export const SERVER_VARIABLE = 'MINGJING_TEST_SERVER'

/** Starts a throw-away server in a temporary folder; what it holds need not outlive the power, so it does not wait for the disk. */
export async function startServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-test-'))
  const launched: Launched = await launch({
    dir,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200', max_wal_size: '1GB' },
  })
  const stop = async () => {
    await launched.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return { server: { address: launched.address, secret: launched.secret }, stop }
}

const migrations = migrationsIn(new URL('../../db/migrations', import.meta.url).pathname)
const template = `template_${createHash('sha256')
  .update(Buffer.concat(migrations.map((step) => step.digest)))
  .digest('hex')
  .slice(0, 12)}`

/** Makes the migrated template once per server; files that start together take turns. */
async function ensureTemplate(admin: Admin, secret: Secret, client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock(1)')
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    const draft = `${template}_draft`
    await client.query(`drop database if exists ${draft}`)
    await client.query(`create database ${draft}`)
    const address = { ...admin.address, database: draft }
    await prepare({ ...admin, address }, secret)
    await migrate(address, secret, migrations)
    await client.query(`alter database ${draft} rename to ${template}`)
  } finally {
    await client.query('select pg_advisory_unlock(1)')
  }
}

let own: Promise<{ server: TestServer; stop: () => Promise<void> }> | undefined
let users = 0

async function ownServer(): Promise<TestServer> {
  own ??= startServer()
  return (await own).server
}

/** A fresh database, cloned from the template. */
export async function freshDatabase(): Promise<Fresh> {
  const passed = process.env[SERVER_VARIABLE]
  users++
  const { address: home, secret }: TestServer = passed ? JSON.parse(passed) : await ownServer()
  const admin: Admin = { address: home, user: 'postgres', password: secret.postgres }
  const client = new pg.Client({ ...home, user: admin.user, password: secret.postgres })
  await client.connect()
  const database = `t_${randomUUID().replaceAll('-', '')}`
  await ensureTemplate(admin, secret, client)
  await client.query(`create database ${database} template ${template}`)
  // privileges of a database are its own: a clone starts with the default ones
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${roles.join(', ')}`)
  const address = { ...home, database }
  const [migrator, app, portal, sequencer, disposer, root] = [
    openPool(address, 'mingjing_migrator', secret.mingjing_migrator, { max: 4 }),
    openPool(address, 'mingjing_app', secret.mingjing_app),
    openPool(address, 'mingjing_portal', secret.mingjing_portal, { max: 4 }),
    openPool(address, 'mingjing_sequencer', secret.mingjing_sequencer, { max: 8 }),
    openPool(address, 'mingjing_disposer', secret.mingjing_disposer, { max: 2 }),
    openPool(address, 'postgres' as never, secret.postgres, { max: 4 }),
  ] as const
  const drop = async () => {
    await Promise.all([migrator, app, portal, sequencer, disposer, root].map((pool) => (pool.ended ? undefined : pool.end())))
    await client.query(`drop database if exists ${database} with (force)`)
    await client.end()
    users--
    if (users > 0 || !own) return
    const { stop } = await own
    own = undefined
    await stop()
  }
  return { admin: { ...admin, address }, address, secret, migrator, app, portal, sequencer, disposer, root, drop }
}
