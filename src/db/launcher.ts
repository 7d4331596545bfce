import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import type { Address } from '#db/address'
import { binariesOf } from '#db/binaries'
import { findText, makeFolder, writePrivate } from '#db/files'
import { type Secret, secretOf } from '#db/secret'

/** A database server that we started or took over; whoever holds it stops it. */
export interface Launched {
  readonly address: Address
  readonly secret: Secret
  /** Process of the server itself. */
  readonly pid: number
  /** Settles when the server died, or went over to another owner, though nobody here stopped it. */
  readonly lost: Promise<void>
  /** Stops the server as PostgreSQL means it (fast shutdown) and waits until it is down. */
  stop(): Promise<void>
  /** The same without waiting: for an exit that cannot wait. */
  abandon(): void
}

export type LaunchOptions = Readonly<{
  /** The data folder 数据目录. */
  dir: string
  /** Where it must answer; without it, at any free port. */
  port?: number
  /** Server settings that differ from ours (tests). */
  settings?: Readonly<Record<string, string>>
  /** How to become someone whom PostgreSQL serves, when we are root; otherwise told by who owns the folder. */
  as?: RunAs
}>

/** PostgreSQL refuses root 以何身份运行: ourselves, the user nobody, or nobody inside a user namespace where the files stay root's. */
export type RunAs = 'self' | 'nobody' | 'namespace'

const NOBODY = 65534
const START_MS = 120_000
const STOP_MS = 60_000

const settingsOf = (port: number, socketFolder: string): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: socketFolder,
  password_encryption: 'scram-sha-256',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // a page looked up costs little more than the next one: what is asked for is in memory or on a disk without heads
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // the log of the server never holds a statement or a value: they carry names and numbers of people
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
})

/** The child sees none of our environment: PGDATA, PGPORT and the like would turn it aside; C makes its messages English. */
const childEnv = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC', SystemRoot: 'C:\\Windows' }

/** In a data folder as long as it is being made from a backup 正在恢复. */
export const RESTORING = 'restoring'

/** Starts the PostgreSQL of a data folder, or takes over the one left behind by a process of ours that died. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const dir = resolve(options.dir)
  makeFolder(dir)
  if (existsSync(join(dir, RESTORING))) throw new Error(`数据目录 ${dir} 的恢复没有做完。请清空这个目录，再执行一次 mingjing restore。`)
  const secret = secretOf(dir)
  const bin = binariesOf(process.platform, process.arch)
  const cluster = join(dir, 'pg')
  refuseStranger(cluster)
  const adopted = await adopt(dir, cluster, secret)
  if (adopted) return adopted
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(dir, bin, secret, options.as ?? chooseRunAs(dir, bin))
  return start(dir, bin, secret, options)
}

const isRoot = (): boolean => process.getuid?.() === 0

const succeeds = (file: string, args: string[], ids: { uid?: number; gid?: number } = {}): boolean =>
  spawnSync(file, args, { ...ids, cwd: '/', env: childEnv, stdio: 'ignore', timeout: 10_000 }).status === 0

/** Nobody, where programs and folder can be reached as nobody; else the namespace; where that is forbidden, nobody with the folder opened a crack. */
function chooseRunAs(dir: string, bin: string): RunAs {
  if (!isRoot()) return 'self'
  const isReachable = () =>
    succeeds('/bin/sh', ['-c', 'cd "$1" && "$2" --version', 'sh', dir, join(bin, 'postgres')], { uid: NOBODY, gid: NOBODY })
  if (isReachable()) return 'nobody'
  const { file, args } = inNamespace(join(bin, 'postgres'), ['--version'])
  if (succeeds(file, args)) return 'namespace'
  chmodSync(dir, (statSync(dir).mode & 0o777) | 0o011)
  if (isReachable()) return 'nobody'
  throw new Error(
    `以 root 运行时，数据库须以普通用户身份启动，但该用户无法到达 ${dir} 或 ${bin}，系统也禁止用户命名空间。请改用普通用户运行，或把安装目录和数据目录移到 /root 之外，或设置 DATABASE_URL。`,
  )
}

/** Gives a cluster that was laid out by us to whom PostgreSQL can run as on this folder 归属. */
export function settle(dir: string, cluster: string): void {
  if (chooseRunAs(dir, binariesOf(process.platform, process.arch)) !== 'nobody') return
  for (const path of ['', ...readdirSync(cluster, { recursive: true, encoding: 'utf8' })]) chownSync(join(cluster, path), NOBODY, NOBODY)
}

type Ids = Readonly<{ uid: number; gid: number }>
type Spawned = Readonly<{ file: string; args: string[]; ids: Ids | Record<never, never> }>

const inNamespace = (program: string, args: readonly string[]): Spawned => ({
  file: 'unshare',
  args: ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, program, ...args],
  ids: {},
})

/** The owner of the cluster remembers how it was made: root's own runs in the namespace, another's as that other. */
function asOwner(cluster: string, program: string, args: readonly string[]): Spawned {
  const { uid, gid } = statSync(cluster)
  if (isRoot() && uid === 0) return inNamespace(program, args)
  return { file: program, args: [...args], ids: isRoot() ? { uid, gid } : {} }
}

/** initdb asks who it is: a user without a name (a container given any uid) makes the cluster inside the namespace. */
function asMaker(draft: string, program: string, args: readonly string[]): Spawned {
  try {
    if (!isRoot()) userInfo()
    return asOwner(draft, program, args)
  } catch {
    return inNamespace(program, args)
  }
}

/** @throws when the cluster is another user's, and we are not root to become him */
function refuseStranger(cluster: string): void {
  const uid = statSync(cluster, { throwIfNoEntry: false })?.uid
  if (uid === undefined || isRoot() || process.platform === 'win32') return
  if (uid !== process.getuid?.())
    throw new Error(`数据目录 ${cluster} 属于另一个用户（uid ${uid}）。请以该用户运行，或用 --data 指定别的目录。`)
}

/** Makes the cluster under another name first, so that an interrupted attempt leaves nothing that looks whole. */
function initialise(dir: string, bin: string, secret: Secret, as: RunAs): void {
  const draft = join(dir, 'pg.new')
  const words = join(dir, 'pg.words')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(words, `${secret.postgres}\n`, { mode: 0o600 })
  if (as === 'nobody') for (const path of [draft, words]) chownSync(path, NOBODY, NOBODY)
  try {
    const { file, args, ids } = asMaker(draft, join(bin, 'initdb'), [
      '-D',
      draft,
      '-U',
      'postgres',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${words}`,
      '--data-checksums',
    ])
    const made = spawnSync(file, args, { ...ids, cwd: draft, env: childEnv, encoding: 'utf8', timeout: START_MS })
    if (made.status !== 0)
      throw new Error(
        `无法建立数据库（${draft}）：${made.error?.message ?? `${made.stdout ?? ''}${made.stderr ?? ''}`.trim().slice(-1000)}\n` +
          '请检查磁盘空间和目录权限，或设置 DATABASE_URL。',
      )
    renameSync(draft, join(dir, 'pg'))
  } finally {
    rmSync(words, { force: true })
  }
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })

const logTail = (path: string): string => (findText(path) ?? '').trim().split('\n').slice(-12).join('\n')

async function start(dir: string, bin: string, secret: Secret, options: LaunchOptions): Promise<Launched> {
  const cluster = join(dir, 'pg')
  const logPath = join(dir, 'postgres.log')
  const socketFolder = process.platform !== 'win32' && Buffer.byteLength(cluster) < 80 ? cluster : ''
  const until = performance.now() + START_MS
  for (let attempt = 1; ; attempt++) {
    if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > 16 << 20) renameSync(logPath, `${logPath}.1`)
    const logFrom = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0
    const port = options.port ?? (await freePort())
    const flags = Object.entries({ ...settingsOf(port, socketFolder), ...options.settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ])
    const { file, args, ids } = asOwner(cluster, join(bin, 'postgres'), ['-D', cluster, ...flags])
    const log = openSync(logPath, 'a', 0o600)
    // its own session: ctrl-C at our terminal reaches us alone, and we stop the server when we are done with it
    const child = spawn(file, args, { ...ids, cwd: cluster, env: childEnv, detached: true, stdio: ['ignore', log, log] })
    closeSync(log)
    const ended = endOf(child)
    const outcome = await readiness(cluster, child, ended, until)
    if (outcome === 'ready' && child.pid !== undefined) {
      const address = { host: '127.0.0.1', port, database: 'postgres' }
      const keeper = await keep(address, secret)
      if (!keeper) {
        await interrupt(child.pid, cluster, ended)
        throw new Error(`数据库已启动但口令不符。请从备份中恢复 ${join(dir, 'secret.json')}。`)
      }
      return held(dir, address, secret, child.pid, keeper, ended)
    }
    const said = readFileSync(logPath).subarray(logFrom).toString('utf8')
    // another process took the port in between, or the dying backends of a killed server still hold its memory: both pass
    const passing = /Address already in use|could not bind|shared memory block .* is still in use/.test(said)
    if (outcome === 'ended' && passing && attempt < 20 && performance.now() < until) {
      await sleep(attempt * 50)
      continue
    }
    if (outcome === 'late') await interrupt(child.pid ?? 0, cluster, ended)
    const reason = outcome === 'late' ? `${START_MS / 1000} 秒内未就绪` : '启动后即退出'
    throw new Error(`数据库${reason}。日志 ${logPath} 末尾：\n${logTail(logPath)}\n请检查磁盘空间、目录权限和内存后重试。`)
  }
}

/** When the child is over; a failure to spawn counts as an end and never escapes as an event. */
const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done())
    child.on('error', () => done())
  })

async function readiness(cluster: string, child: ChildProcess, ended: Promise<void>, until: number): Promise<'ready' | 'ended' | 'late'> {
  let over = false
  ended.then(() => {
    over = true
  })
  while (performance.now() < until) {
    const lock = lockOf(cluster)
    if (lock?.pid === child.pid && lock?.ready) return 'ready'
    if (over) return 'ended'
    await sleep(10)
  }
  return 'late'
}

/** What `postmaster.pid` says: process, port, and whether it takes connections. */
function lockOf(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  const lines = findText(join(cluster, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  return lines && Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether the system still lists the number, be it of a living process or of one that was not collected. */
function isListed(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether a process lives; one that has ended but was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  if (!isListed(pid)) return false
  const stat = process.platform === 'linux' ? findText(`/proc/${pid}/stat`) : undefined
  return stat === undefined || stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
}

/** Whether the process is a PostgreSQL of this cluster, and not a stranger that was given the number since. */
function servesCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  const told =
    process.platform === 'linux'
      ? findText(`/proc/${pid}/cmdline`)
      : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', env: childEnv }).stdout
  return told === undefined || told.includes(cluster) || told.includes(realpathSync(cluster))
}

/** The owner of a server holds this session lock as long as he lives; the system gives it back at his death, whatever the death was. */
const OWNER = 0x6d6a
type Kept = pg.Client | 'taken' | undefined

/** Connects as the owner. `undefined`: it does not answer to our password. `taken`: another process of ours holds it. */
async function keep(address: Address, secret: Secret): Promise<Exclude<Kept, 'taken'>> {
  const kept = await tryKeep(address, secret)
  return kept === 'taken' ? undefined : kept
}

async function tryKeep(address: Address, secret: Secret): Promise<Kept> {
  const client = new pg.Client({
    ...address,
    user: 'postgres',
    password: secret.postgres,
    application_name: 'mingjing owner',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [OWNER])
    if (rows[0]?.mine) return client
    await client.end()
    return 'taken'
  } catch {
    await client.end().catch(() => {})
    return undefined
  }
}

const TAKEN_MS = 1_500
const SILENT_MS = 10_000

/** Takes over a living server of this cluster, or clears away what a dead one left. */
async function adopt(dir: string, cluster: string, secret: Secret): Promise<Launched | undefined> {
  const lock = lockOf(cluster)
  if (!lock) return undefined
  const address = { host: '127.0.0.1', port: lock.port, database: 'postgres' }
  const since = performance.now()
  let takenSince: number | undefined
  while (servesCluster(lock.pid, cluster) && performance.now() - since < SILENT_MS) {
    const answer = await tryKeep(address, secret)
    if (answer === 'taken') takenSince ??= performance.now()
    else if (answer) return held(dir, address, secret, lock.pid, answer, undefined)
    if (takenSince !== undefined && performance.now() - takenSince > TAKEN_MS)
      throw new Error(`数据目录 ${dir} 正由另一个明镜进程使用。请先停止它，或用 --data 指定别的目录。`)
    await sleep(50)
  }
  if (servesCluster(lock.pid, cluster)) await interrupt(lock.pid, cluster, undefined)
  // PostgreSQL clears a dead lock itself, unless the number is a stranger's by now or the dead was not collected; living backends still bar it
  if (lockOf(cluster)?.pid === lock.pid && isListed(lock.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return undefined
}

/** Fast shutdown, of a server that may be gone by now. */
function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {}
}

/** Fast shutdown (SIGINT), then wait. Never SIGKILL: what was promised as written must be on disk. */
async function interrupt(pid: number, cluster: string, ended: Promise<void> | undefined): Promise<void> {
  const isDown = () => lockOf(cluster)?.pid !== pid || !isAlive(pid)
  if (!servesCluster(pid, cluster)) return
  signal(pid)
  const until = performance.now() + STOP_MS
  const downByFile = async () => {
    while (!isDown()) {
      if (performance.now() > until) throw new Error(`数据库进程 ${pid} 在 ${STOP_MS / 1000} 秒内未停止。请查看数据目录中的 postgres.log。`)
      await sleep(20)
    }
  }
  await (ended ? Promise.race([ended, downByFile()]) : downByFile())
}

const WATCH_MS = 200

function held(dir: string, address: Address, secret: Secret, pid: number, keeper: pg.Client, ended: Promise<void> | undefined): Launched {
  const note = join(dir, 'run.json')
  const cluster = join(dir, 'pg')
  writePrivate(note, `${JSON.stringify({ ...address, pid, owner: process.pid } satisfies Running)}\n`)
  let kept: pg.Client | undefined
  const keep = (client: pg.Client) => {
    kept = client
    client.once('end', () => {
      kept = undefined
    })
  }
  keep(keeper)
  let stopping: Promise<void> | undefined

  // a server that lost one backend drops all connections and lives on, the lock with them: whoever owns it takes it again
  async function watch(): Promise<void> {
    for (;;) {
      await Promise.race([sleep(WATCH_MS, undefined, { ref: false }), ...(ended ? [ended] : [])])
      if (stopping) return new Promise(() => {})
      if (!servesCluster(pid, cluster)) return
      if (kept) continue
      const answer = await tryKeep(address, secret)
      if (answer === 'taken') return
      if (answer && stopping) await answer.end()
      else if (answer) keep(answer)
    }
  }

  const stop = async () => {
    rmSync(note, { force: true })
    await kept?.end().catch(() => {})
    await interrupt(pid, cluster, ended)
  }
  return {
    address,
    secret,
    pid,
    lost: watch(),
    stop: () => (stopping ??= stop()),
    abandon: () => {
      if (servesCluster(pid, cluster)) signal(pid)
    },
  }
}

const running = z.strictObject({ host: z.string(), port: z.int(), database: z.string(), pid: z.int(), owner: z.int() })
type Running = z.infer<typeof running>

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The server that another process of ours keeps on this data folder, if it lives (`run.json`). */
export function findRunning(dir: string): (Address & { pid: number }) | undefined {
  const text = findText(join(dir, 'run.json'))
  if (text === undefined) return undefined
  const note = running.safeParse(jsonOf(text))
  if (!note.success || !isAlive(note.data.owner) || !servesCluster(note.data.pid, join(resolve(dir), 'pg'))) return undefined
  const { host, port, database, pid } = note.data
  return { host, port, database, pid }
}
