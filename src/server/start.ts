import type { FastifyInstance } from 'fastify'
import { databaseChecks } from '#server/checks'
import { type Clock, systemClock } from '#server/clock'
import { type Config, Misuse } from '#server/config'
import { type OpenDatabase, openDatabase } from '#server/database'
import { arm } from '#server/failpoint'
import { buildApp } from '#server/http'
import { askToday, keepTime, lastKnown, leapOf, steadyClock } from '#server/steady'

/** A platform that answers at `url`. */
export interface Served {
  readonly url: string
  readonly http: FastifyInstance
  readonly database: OpenDatabase
  readonly clock: Clock
  /** Lets running requests finish, closes the database, stops the server that we started. */
  stop(): Promise<void>
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** What time it is on a folder with a past, and whether what falls due by it may be sent unasked. @throws {Misuse} when the day that was given is another */
async function timeOn(database: OpenDatabase, { dir, today }: Config): Promise<Readonly<{ clock: Clock; isAsking: boolean }>> {
  const since = await lastKnown(database.sequencer, dir)
  const now = systemClock.now()
  if (today !== undefined && today !== systemClock.today())
    throw new Misuse(`--today ${today} 与本机时钟（${systemClock.today()}）不符。请校准本机时钟后再启动。`)
  const days = today === undefined ? leapOf(since, now) : undefined
  if (days !== undefined && since !== undefined) say(`注意：${askToday(since, days, systemClock.today())}。`)
  return { clock: steadyClock({ since, say }), isAsking: days !== undefined }
}

/** Database up, schema forward, promises of the database checked, HTTP built, listening: in this order, or undone again. */
export async function start(config: Config, told?: Clock, isReady: () => boolean = () => true): Promise<Served> {
  if (config.failpoint !== undefined) arm(config.failpoint)
  const database = await openDatabase(config, 'own')
  try {
    const failing = (await databaseChecks(database.app)).filter((check) => check.state === 'fail')
    if (failing.length > 0)
      throw new Error(
        `数据库不满足要求，拒绝启动：\n${failing.map((check) => `- ${check.zh} ${check.id} = ${check.found}。${check.mend}`).join('\n')}`,
      )
    const { clock, isAsking } = told ? { clock: told, isAsking: false } : await timeOn(database, config)
    const http: FastifyInstance = await buildApp({
      app: database.app,
      portal: database.portal,
      sequencer: database.sequencer,
      clock,
      config,
      isReady,
      outage: database.outage,
      isAsking,
    })
    const letGo = told || isAsking ? () => {} : keepTime(config.dir, clock)
    const stop = async () => {
      await http.close()
      letGo()
      await database.close()
    }
    try {
      return { url: await listen(http, config), http, database, clock, stop }
    } catch (error) {
      await http.close()
      letGo()
      throw error
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function listen(http: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new Misuse(`端口 ${port} 已被占用。请用 --port 指定别的端口，或 --port 0 任选空闲端口。`)
    if (code === 'EACCES') throw new Misuse(`没有权限使用端口 ${port}。请用 --port 指定 1024 以上的端口。`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Misuse(`本机没有地址 ${host}。请用 --host 指定本机的地址，或 0.0.0.0 监听全部地址。`)
    throw error
  }
  const address = http.server.address()
  const bound = address && typeof address === 'object' ? address.port : port
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${bound}`
}
