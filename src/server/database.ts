import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Admin, parseUrl } from '#db/address'
import { guard } from '#db/guard'
import { findRunning, launch } from '#db/launcher'
import { createDatabase, migrate, migrationsIn, prepare } from '#db/migrate'
import { openPool, type Pool } from '#db/pool'
import { type Secret, secretFrom, secretOf } from '#db/secret'
import { type Config, Misuse } from '#server/config'

/** The database of this process, open as the platform and as the portal. */
export interface OpenDatabase {
  readonly admin: Admin
  readonly secret: Secret
  readonly app: Pool
  readonly portal: Pool
  /** Writes the log, and nothing else. */
  readonly sequencer: Pool
  /** Steps of the schema that this start applied. */
  readonly migrated: readonly string[]
  /** Closes the pools, and stops the server when this process started it. */
  close(): Promise<void>
  /** Asks the server to stop without waiting: for an exit that cannot wait. */
  abandon(): void
  /** Why the database cannot be used at this moment 数据库正在恢复; undefined while nothing is known to be amiss. */
  outage(): string | undefined
  /** Settles, with the reason, when our own server died and is not started any more. */
  readonly givenUp: Promise<Error>
}

const DATABASE = 'mingjing'

/** Whether the platform's role gets in: then another process has made roles and tables, and may be at work with them. */
async function isPrepared({ address }: Admin, secret: Secret): Promise<boolean> {
  const pool = openPool(address, 'mingjing_app', secret.mingjing_app, { max: 1 })
  try {
    await pool.query('select scope()')
    return true
  } catch {
    return false
  } finally {
    await pool.end()
  }
}

/** `own` to serve it, `join` to work beside a server that may be running on the same folder, `inspect` to look and change nothing. */
type Mode = 'own' | 'join' | 'inspect'

type Reached = Pick<OpenDatabase, 'admin' | 'secret' | 'abandon' | 'outage' | 'givenUp'> & { ready: boolean; stop: () => Promise<void> }

/** A server that is not ours to start, to stop or to start again. */
const theirs = { stop: () => Promise.resolve(), abandon: () => {}, outage: () => undefined, givenUp: new Promise<Error>(() => {}) }

async function reach(config: Config, mode: Mode): Promise<Reached> {
  if (config.databaseUrl) {
    const admin = parseUrl(config.databaseUrl)
    const secret = admin.password === undefined ? secretOf(config.dir) : secretFrom(admin.password)
    return { admin, secret, ready: mode === 'inspect' || (mode === 'join' && (await isPrepared(admin, secret))), ...theirs }
  }
  const running = mode !== 'own' ? findRunning(config.dir) : undefined
  if (running) {
    const secret = secretOf(config.dir)
    return {
      admin: { address: { host: running.host, port: running.port, database: DATABASE }, user: 'postgres', password: secret.postgres },
      secret,
      ready: true,
      ...theirs,
    }
  }
  if (mode === 'inspect' && !existsSync(join(config.dir, 'pg'))) throw new Misuse(`${config.dir} 中没有数据库。请用 --data 指定数据目录。`)
  const server = mode === 'own' ? await guard({ dir: config.dir }) : { ...theirs, ...(await launch({ dir: config.dir })) }
  const { address, secret, stop } = server
  const admin = { address, user: 'postgres', password: secret.postgres }
  try {
    if (mode !== 'inspect') await createDatabase(admin, DATABASE)
  } catch (error) {
    await stop()
    throw error
  }
  return { ...server, admin: { ...admin, address: { ...address, database: DATABASE } }, ready: mode === 'inspect' }
}

/** Opens the database; unless it is only looked at, with its roles made and its schema brought forward. */
export async function openDatabase(config: Config, mode: Mode): Promise<OpenDatabase> {
  const { admin, secret, ready, stop, abandon, outage, givenUp } = await reach(config, mode)
  try {
    let migrated: readonly string[] = []
    if (!ready) {
      await prepare(admin, secret)
      migrated = await migrate(admin.address, secret, migrationsIn(join(config.root, 'db', 'migrations')))
    }
    const app = openPool(admin.address, 'mingjing_app', secret.mingjing_app)
    const portal = openPool(admin.address, 'mingjing_portal', secret.mingjing_portal, { max: 8, statementMs: 5_000 })
    const sequencer = openPool(admin.address, 'mingjing_sequencer', secret.mingjing_sequencer, { max: 4 })
    const close = async () => {
      await Promise.all([app.end(), portal.end(), sequencer.end()])
      await stop()
    }
    return { admin, secret, app, portal, sequencer, migrated, close, abandon, outage, givenUp }
  } catch (error) {
    await stop()
    throw error
  }
}
