import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Address, Admin } from '#db/address'
import { roles, scopeKey } from '#db/pool'
import type { Secret } from '#db/secret'

/** One numbered step of the schema 迁移: once landed it is never edited; what is wrong is mended by the next number. */
export type Migration = Readonly<{ number: number; name: string; sql: string; digest: Buffer }>

/** Reads `NNNN_name.sql` in order. @throws on a gap, a number used twice, or a name out of form */
export function migrationsIn(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, i) => {
    const told = /^(\d{4})_([a-z][a-z0-9_]*)\.sql$/.exec(file)
    if (!told || Number(told[1]) !== i + 1)
      throw new Error(`迁移文件 ${file} 编号不连续或命名不规范，应为 ${String(i + 1).padStart(4, '0')}_name.sql。`)
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    return { number: i + 1, name: file, sql, digest: createHash('sha256').update(sql).digest() }
  })
}

const connect = async (address: Address, user: string, password: string | undefined): Promise<pg.Client> => {
  const client = new pg.Client({
    ...address,
    user,
    ...(password === undefined ? {} : { password }),
    application_name: 'mingjing migrate',
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Two starts at once take turns; the lock goes with the connection. */
const takeTurn = (client: pg.Client) => client.query('select pg_advisory_lock($1)', [0x6d6b])

/** Makes the roles and their passwords, and gives the database to them alone 角色与授权. Twice is once. */
export async function prepare(admin: Admin, secret: Secret): Promise<void> {
  const client = await connect(admin.address, admin.user, admin.password)
  try {
    await takeTurn(client)
    for (const role of roles) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} login`)
      await client.query(`alter role ${role} login password ${client.escapeLiteral(secret[role])}`)
    }
    const database = client.escapeIdentifier(admin.address.database)
    await client.query('begin')
    await client.query(`revoke all on database ${database} from public`)
    await client.query(`grant create, connect, temporary on database ${database} to mingjing_migrator`)
    await client.query(`grant connect on database ${database} to mingjing_app, mingjing_sequencer, mingjing_disposer, mingjing_portal`)
    await client.query('revoke all on schema public from public')
    await client.query('grant create, usage on schema public to mingjing_migrator')
    await client.query('grant usage on schema public to mingjing_app, mingjing_sequencer, mingjing_disposer')
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** Makes the database itself when our own server does not have it yet. */
export async function createDatabase(admin: Admin, name: string): Promise<void> {
  const client = await connect(admin.address, admin.user, admin.password)
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/**
 * Brings the schema forward 迁移, each step in a transaction of its own, and tells what was applied. Several processes may start at once: they
 * take turns. @throws when a landed step was edited since, or when the database is newer than this program
 */
export async function migrate(address: Address, secret: Secret, migrations: readonly Migration[]): Promise<readonly string[]> {
  const client = await connect(address, 'mingjing_migrator', secret.mingjing_migrator)
  const applied: string[] = []
  try {
    await takeTurn(client)
    await client.query('set client_min_messages = warning')
    await client.query(
      'create table if not exists migration (number integer primary key, name text not null, digest bytea not null, at timestamptz not null default now())',
    )
    await client.query("comment on table migration is '迁移：已执行的结构变更及其摘要'")
    for (const step of migrations) {
      await client.query('begin')
      try {
        const { rows } = await client.query<{ digest: Buffer }>('select digest from migration where number = $1', [step.number])
        const landed = rows[0]
        if (landed && !landed.digest.equals(step.digest))
          throw new Error(`迁移文件 ${step.name} 在执行之后被改动，拒绝启动。请恢复原文件；需要改动时新增一个编号。`)
        if (!landed) {
          await client.query(step.sql)
          await client.query('insert into migration (number, name, digest) values ($1, $2, $3)', [step.number, step.name, step.digest])
          applied.push(step.name)
        }
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error instanceof Error && 'severity' in error
          ? new Error(`迁移 ${step.name} 执行失败：${error.message}`, { cause: error })
          : error
      }
    }
    const { rows } = await client.query<{ name: string }>('select name from migration where number > $1 order by number limit 1', [
      migrations.length,
    ])
    if (rows[0]) throw new Error(`数据库已执行过 ${rows[0].name}，比本程序新。请升级程序后再启动。`)
    await client.query('begin')
    const { rowCount } = await client.query("select from pg_tables where schemaname = 'public' and tablename = 'scope_key'")
    if (rowCount)
      await client.query('insert into scope_key (key) values ($1) on conflict (one) do update set key = excluded.key', [
        scopeKey(secret.mingjing_app),
      ])
    await client.query('commit')
    return applied
  } finally {
    await client.end()
  }
}
