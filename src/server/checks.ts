import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { fontsFound } from '#documents/load'
import { type Day, dayOf, type Instant, zhInstant } from '#law/day'
import { loadPacks } from '#policy/load'
import type { Config } from '#server/config'
import { FOLLOWUPS, TRIES } from '#server/followups'
import { howOn, whyHeld } from '#server/known'
import { getHead, type Log, logs } from '#server/logstore'
import { askToday, leapOf } from '#server/steady'

/** One line of the self-check 自检: what was found, whether it will do, and how to mend it. */
export type Check = Readonly<{ id: string; zh: string; found: string; state: 'ok' | 'warn' | 'fail'; mend?: string }>

const row = (id: string, zh: string, found: string, state: Check['state'], mend: string): Check => ({
  id,
  zh,
  found,
  state,
  ...(state === 'ok' ? {} : { mend }),
})

/** Settings without which what was answered as written may be lost with the power; a server that lacks one is not served from. */
const promises = [
  { id: 'fsync', zh: '写入落盘' },
  { id: 'full_page_writes', zh: '整页写入' },
  { id: 'synchronous_commit', zh: '提交落盘' },
] as const

/** What the database must be, as the platform's own role meets it. */
export async function databaseChecks(app: Pool): Promise<readonly Check[]> {
  const { rows } = await app.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any($1)', [
    ['server_version', 'server_version_num', 'server_encoding', 'data_checksums', ...promises.map(({ id }) => id)],
  ])
  const told = new Map(rows.map(({ name, setting }) => [name, setting]))
  const found = (name: string) => told.get(name) ?? '未知'
  const { rows: roles } = await app.query<{ past: boolean }>(
    `select rolsuper or rolbypassrls or exists (select from pg_class where relowner = r.oid) as past from pg_roles r where rolname = 'mingjing_app'`,
  )
  const past = roles[0]?.past ?? true
  return [
    row(
      'postgres',
      '数据库版本',
      found('server_version'),
      Number(found('server_version_num')) >= 150000 ? 'ok' : 'fail',
      '请升级到 PostgreSQL 15 或以上。',
    ),
    row(
      'encoding',
      '数据库编码',
      found('server_encoding'),
      found('server_encoding') === 'UTF8' ? 'ok' : 'fail',
      '请以 UTF8 编码重建数据库。',
    ),
    ...promises.map(({ id, zh }) => {
      // remote_apply waits for more than on does
      const holds = found(id) === 'on' || (id === 'synchronous_commit' && found(id) === 'remote_apply')
      return row(id, zh, found(id), holds ? 'ok' : 'fail', `请在数据库中设置 ${id} = on，并检查 alter database、alter role 是否另有设置。`)
    }),
    row(
      'data_checksums',
      '数据页校验',
      found('data_checksums'),
      found('data_checksums') === 'on' ? 'ok' : 'warn',
      '停机后执行 pg_checksums --enable，可及早发现磁盘损坏。',
    ),
    row(
      'isolation',
      '机关之间的隔离',
      past ? '可以绕过' : '不能绕过',
      past ? 'fail' : 'ok',
      '请执行 alter role mingjing_app nosuperuser nobypassrls，并把它所有的表交还 mingjing_migrator。',
    ),
  ]
}

/** Acts that time asks for and that failed at every try 后续办理: each is a duty that nobody is doing. */
export async function followupCheck(app: Pool): Promise<Check> {
  const { rows } = await reading(app, FOLLOWUPS, (db) =>
    db.query<{ n: number; acts: string | null }>(
      `select count(*) as n, string_agg(distinct act, '、') as acts from followup f where done_at is null
         and (select count(*) >= ${TRIES} from followup_failure x where x.agency = f.agency and x.followup = f.id)`,
    ),
  )
  const { n = 0, acts } = rows[0] ?? {}
  return row(
    'followups',
    '后续办理',
    n === 0 ? '没有办不成的' : `${n} 件多次没有办成：${acts}`,
    n === 0 ? 'ok' : 'warn',
    '请在 followup_failure 表中查看原因；改正以后系统每天再办一次，办成为止。',
  )
}

/** Longer than any turn of the sequencer: what waits so long is waiting for somebody. */
const LATE_MS = 60_000

/** Where each log stands 存证日志: frozen, held or late, why, since when, and what to do. */
export async function logCheck(sequencer: Pool, dir: string, now: Instant): Promise<Check> {
  const { rows: waiting } = await sequencer.query<{ log: Log; n: number; since: string }>(
    `select log, count(*) as n, min(at) as since from ledger_pending left join ledger_event using (agency, kind, id, version) group by log`,
  )
  const told: Readonly<{ found: string; state: Check['state']; mend: string }>[] = []
  for (const log of logs) {
    const head = await getHead(sequencer, log)
    const pending = waiting.find((row) => row.log === log)
    const held = head.shard > 0 ? await whyHeld(sequencer, dir, log, head) : undefined
    const { rows: signed } = await sequencer.query<{ at: string }>(
      `select at from log_checkpoint c join log_leaf l on l.log = c.log and l.shard = c.shard and l.index = c.size - 1
       join ledger_event using (agency, kind, id, version) where c.log = $1 order by c.shard desc, c.size desc limit 1`,
      [log],
    )
    const last = signed[0] ? `，最后签署的一件办于${zhInstant(signed[0].at)}` : ''
    if (head.frozen !== null)
      told.push({
        found: `${log} 已冻结（${head.frozen}）${last}`,
        state: 'fail',
        mend: '所存的账与签署过的不合，不要就地修改：先备份现状，执行 mingjing ledger verify --full 查明哪些被改动，再由备份恢复。',
      })
    else if (held)
      told.push({
        found: `${log} 暂不续签（${held.zh}）${last}`,
        state: 'warn',
        mend: held.mayEnd ? `${howOn}。` : '账与签署过的不合，不要就地修改：先备份现状，再查明原因。',
      })
    else if (pending && Date.parse(now) - Date.parse(pending.since) > LATE_MS)
      told.push({
        found: `${log} 有 ${pending.n} 件待入账，最早的办于${zhInstant(pending.since)}`,
        state: 'warn',
        mend: '平台正在运行的，请查看它的错误输出，并核对数据目录中的 keys；没有运行的，启动后即入账。',
      })
  }
  const [worst] = told.toSorted((a, b) => (a.state === b.state ? 0 : a.state === 'fail' ? -1 : 1))
  return row('log', '存证日志', told.map(({ found }) => found).join('；') || '没有积压', worst?.state ?? 'ok', worst?.mend ?? '')
}

/** The machine's clock against what is recorded 本机时钟: behind it, or so far ahead that somebody should look. */
export function clockCheck(since: Instant | undefined, now: Instant): Check {
  const isBehind = since !== undefined && Date.parse(since) - Date.parse(now) > LATE_MS
  const days = leapOf(since, now)
  const found = since === undefined ? '账本还是空的' : `账本最后的时刻是${zhInstant(since)}，本机是${zhInstant(now)}`
  return row(
    'clock',
    '本机时钟',
    found,
    isBehind || days !== undefined ? 'warn' : 'ok',
    days !== undefined && since !== undefined
      ? `${askToday(since, days, dayOf(now))}。`
      : '本机时钟慢了：请校准。平台不倒退，自账本最后的时刻往后计时，校准以后重新启动。',
  )
}

const GIB = 1024 ** 3

/** What the machine and the installation must be. */
export async function machineChecks(config: Config, today: Day): Promise<readonly Check[]> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const disk = await statfs(config.dir)
  const free = (disk.bavail * disk.bsize) / GIB
  return [
    row(
      'node',
      'Node.js 版本',
      process.versions.node,
      major > 20 || (major === 20 && minor >= 19) ? 'ok' : 'fail',
      '请安装 Node.js 20.19 或以上。',
    ),
    row(
      'disk',
      '数据目录可用空间',
      `${free.toFixed(1)} GiB`,
      free >= 10 ? 'ok' : free >= 1 ? 'warn' : 'fail',
      `请为 ${config.dir} 所在磁盘腾出空间，建议 10 GiB 以上。`,
    ),
    fontCheck(),
    ...packChecks(config.root, today),
  ]
}

/** The fonts that papers are printed with 文书字体: those of the installation, and no other stands in for them. */
function fontCheck(): Check {
  const fonts = fontsFound()
  const missing = fonts.filter(({ found }) => !found)
  const found = missing.length === 0 ? `思源宋体 ${fonts.length} 个字重` : `缺少 ${missing.map(({ file }) => file).join('、')}`
  return row('fonts', '文书字体', found, missing.length === 0 ? 'ok' : 'fail', '安装不完整，文书不能生成，请重新安装。')
}

/** The packs as the platform would read them, and how far their calendar goes. */
function packChecks(root: string, today: Day): readonly Check[] {
  try {
    const { packs, years } = loadPacks(join(root, 'packs'))
    return [
      row('packs', '法规包', `${packs.size} 个`, packs.size > 0 ? 'ok' : 'fail', '安装不完整，请重新安装。'),
      calendarCheck(years.map(({ year }) => year).sort(), today),
    ]
  } catch (error) {
    return [
      row('packs', '法规包', error instanceof Error ? error.message : String(error), 'fail', '请恢复安装目录中的 packs 目录，或重新安装。'),
    ]
  }
}

/** Whether working days can be counted now, and how far 已知的放假安排. */
export function calendarCheck(years: readonly number[], today: Day): Check {
  const year = Number(today.slice(0, 4))
  const found = years.length > 0 ? `${years[0]}–${years.at(-1)}` : '无'
  if (!years.includes(year))
    return row('calendar', '放假安排已知年份', found, 'fail', `缺少 ${year} 年的放假安排，请录入国务院办公厅的通知或升级程序。`)
  const late = today.slice(5) >= '12-01' && !years.includes(year + 1)
  return row(
    'calendar',
    '放假安排已知年份',
    found,
    late ? 'warn' : 'ok',
    `${year + 1} 年的放假安排发布后请录入；在此之前，跨年的期限为暂计。`,
  )
}
