import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Launched, type LaunchOptions, launch } from '#db/launcher'

/** A server that is started again when it dies; whoever holds it stops it. */
export interface Guarded extends Omit<Launched, 'pid' | 'lost'> {
  /** Why the database cannot be used at this moment, in Chinese; undefined while it is up. */
  outage(): string | undefined
  /** Settles, with the reason, when it died so often that nobody tries any more. */
  readonly givenUp: Promise<Error>
}

const TRIES = 6
/** A server that dies sooner was never up. */
const LIVED_MS = 1_000
const PAUSE_MS = 200
/** What the server needs to come up 恢复所需空间: two segments of its own log. */
const ROOM = 2 * 16 * 1024 * 1024

const isFull = (dir: string): boolean => {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize < ROOM
}

/** Keeps the server of a data folder up 看护: one that died is started again at the same place, so that pools find it; what fails again and again is given up, unless for want of room. */
export async function guard(options: LaunchOptions): Promise<Guarded> {
  let held = await launch(options)
  const { address, secret } = held
  let amiss: string | undefined
  let lastFault = '请查看数据目录中的 postgres.log。'
  let restarting: Promise<Error | undefined> | undefined
  let isStopping = false

  async function again(): Promise<Launched> {
    // a folder that vanished under us, as when its disk is gone, is not made anew
    if (!existsSync(join(options.dir, 'pg', 'PG_VERSION'))) throw new Error(`数据目录 ${options.dir} 中的数据库不见了，请检查磁盘。`)
    const found = await launch({ ...options, port: address.port })
    if (found.address.port === address.port) return found
    // a command that came in between started one elsewhere and died
    await found.stop()
    return launch({ ...options, port: address.port })
  }

  /** @returns why it is not tried again, or nothing when it is up */
  async function restart(failed: number): Promise<Error | undefined> {
    for (let failures = failed; !isStopping; failures++) {
      // no try counts while there is no room: it comes up by itself once there is
      while (!isStopping && isFull(options.dir)) {
        amiss = '数据目录所在的磁盘已满，数据库已经停止；请腾出空间，腾出后自动恢复'
        failures = 0
        await sleep(PAUSE_MS)
      }
      if (failures >= TRIES) {
        amiss = `数据库意外停止，重新启动了 ${failures} 次都没有成功`
        return new Error(`${amiss}，平台停止运行。${lastFault}`)
      }
      amiss = `数据库意外停止，正在重新启动（第 ${failures + 1} 次）`
      try {
        if (failures > 0) await sleep(PAUSE_MS * failures)
        held = await again()
        amiss = undefined
        return undefined
      } catch (error) {
        lastFault = error instanceof Error ? error.message : String(error)
      }
    }
    return undefined
  }

  async function watch(): Promise<Error> {
    for (let failures = 0; ; ) {
      const since = performance.now()
      await held.lost
      failures = performance.now() - since < LIVED_MS ? failures + 1 : 0
      restarting = restart(failures)
      const over = await restarting
      if (over) return over
      if (isStopping) return new Promise(() => {})
    }
  }

  const givenUp = watch()
  return {
    address,
    secret,
    outage: () => amiss,
    givenUp,
    async stop() {
      isStopping = true
      await restarting
      await held.stop()
    },
    abandon: () => held.abandon(),
  }
}
