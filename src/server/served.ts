import type { Pool } from '#db/pool'
import type { Packs } from '#policy/load'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import type { Config } from '#server/config'
import type { Identify } from '#server/identify'
import type { Reader } from '#server/read'
import type { Sealing } from '#server/sealing'
import type { Sessions } from '#server/session'

/** What every route is built from. */
export type Deps = Readonly<{
  app: Pool
  portal: Pool
  /** The role that writes the log; without it this process runs no sequencer. */
  sequencer?: Pool
  clock: Clock
  config: Config
  packs?: Packs
  /** Whether `/readyz` may say yes 可以接办: the demo is not ready before its matters are told. */
  isReady?: () => boolean
  /** What is known to be amiss with the database 数据库正在恢复. */
  outage?: () => string | undefined
  /** Nothing was recorded for so long that somebody must say that the day is right before what fell due is sent 待核对日期. */
  isAsking?: boolean
}>
export type Served = Readonly<{ deps: Deps; door: Door; reader: Reader; sealing: Sealing; identify: Identify; sessions: Sessions }>
