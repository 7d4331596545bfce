import { randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 } from 'uuid'

/** Parts of the platform that a process may run 进程分工. */
export const parts = ['api', 'jobs', 'portal'] as const
export type Part = (typeof parts)[number]

/** Settings of this process 运行设置: from the command line first, from the environment next. Nothing else reads either. */
export type Config = Readonly<{
  /** The data folder 数据目录. */
  dir: string
  /** A PostgreSQL that is not ours; without it the platform starts its own. */
  databaseUrl?: string
  host: string
  /** Where the public opens the platform 公开网址, `https://host[:port]`: what is printed and exported leads there. */
  origin?: string
  /** 0: any free port. */
  port: number
  only: readonly Part[]
  /** Demo jurisdiction 演示: the story clock exists, and pages say that the data is made up. */
  demo: boolean
  /** Where packs, migrations and pages stand. */
  root: string
  /** The day as somebody says it is 人工核对的日期, where nothing was recorded for long. */
  today?: string
  /** A fault to cause on purpose 故障点, `name:kill|error|delay`; test builds alone honour it. */
  failpoint?: string
}>

export type Settings = Readonly<{
  data?: string
  port?: string
  host?: string
  origin?: string
  only?: string
  today?: string
  demo?: boolean
}>

/** A setting that cannot be used: the caller's mistake, exit code 2. */
export class Misuse extends Error {}

/** @throws {Misuse} where it is more, or less, than where a site is */
function originIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSite = url && ['https:', 'http:'].includes(url.protocol) && url.href === `${url.origin}/`
  if (!isSite) throw new Misuse(`公开网址应当写到主机名为止（可以带端口），例如 https://gs.example.gov.cn：${text}`)
  return url.origin
}

/** Reads the settings of a process. @throws {Misuse} in Chinese, with how to mend */
export function readConfig(settings: Settings, env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const port = Number(settings.port ?? env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Misuse(`端口应为 0 到 65535 的整数：${settings.port ?? env.PORT}`)
  const only = (settings.only ?? parts.join(',')).split(',').map((word) => {
    const part = parts.find((known) => known === word.trim())
    if (!part) throw new Misuse(`--only 只能是 ${parts.join('、')}：${word}`)
    return part
  })
  const origin = settings.origin ?? env.MINGJING_ORIGIN
  return {
    dir: resolve(settings.data ?? env.MINGJING_DATA ?? 'data'),
    host: settings.host ?? env.MINGJING_HOST ?? '127.0.0.1',
    ...(origin ? { origin: originIn(origin) } : {}),
    port,
    only,
    demo: settings.demo ?? false,
    root: findRoot(),
    ...(settings.today === undefined ? {} : { today: settings.today }),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.MINGJING_FAILPOINT ? { failpoint: env.MINGJING_FAILPOINT } : {}),
  }
}

/** The folder of the installation: the nearest above this file that holds the packs' neighbour `package.json`. */
export function findRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'package.json'))) return from
  if (dirname(from) === from) throw new Error('找不到安装目录（缺少 package.json）。请重新安装。')
  return findRoot(dirname(from))
}

/** A new id 编号: UUIDv7, which sorts by the time it was made. */
export const newId = (): string => v7()

const POOL = 8_192
let pool = new Uint8Array(0)

/** Random bytes of the operating system 随机数, drawn many at once: to ask it for 32 costs as much as to ask for thousands. Each is given out once. */
export function randomBytes(length: number): Uint8Array {
  if (pool.length < length) pool = randomFillSync(new Uint8Array(Math.max(POOL, length)))
  const given = pool.subarray(0, length)
  pool = pool.subarray(length)
  return given
}
