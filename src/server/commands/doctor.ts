import { makeFolder } from '#db/files'
import { type Check, clockCheck, databaseChecks, followupCheck, logCheck, machineChecks } from '#server/checks'
import { systemClock } from '#server/clock'
import type { Command } from '#server/command'
import { type Config, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { lastKnown } from '#server/steady'

const MARK = { ok: '正常', warn: '提醒', fail: '不符' } as const

async function reached(config: Config): Promise<readonly Check[]> {
  let database: Awaited<ReturnType<typeof openDatabase>>
  try {
    database = await openDatabase(config, 'join')
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return [{ id: 'database', zh: '数据库', found, state: 'fail', mend: '请按上述提示处理后重试。' }]
  }
  try {
    return [
      ...(await databaseChecks(database.app)),
      await followupCheck(database.app),
      await logCheck(database.sequencer, config.dir, systemClock.now()),
      clockCheck(await lastKnown(database.sequencer, config.dir), systemClock.now()),
    ]
  } finally {
    await database.close()
  }
}

/** `mingjing doctor`: every line says what was found and how to mend it. */
export const doctor: Command = {
  name: 'doctor',
  zh: '自检：运行环境、数据库、磁盘、放假安排',
  options: {},
  async run(args) {
    const config = readConfig(args.settings)
    makeFolder(config.dir)
    const checks = [...(await machineChecks(config, systemClock.today())), ...(await reached(config))]
    const ok = checks.every((check) => check.state !== 'fail')
    const lines = checks.map((check) => `[${MARK[check.state]}] ${check.zh}：${check.found}${check.mend ? `\n       ${check.mend}` : ''}`)
    args.say([...lines, ok ? '自检通过。' : '自检未通过。'].join('\n'), { ok, checks })
    return ok ? 0 : 1
  },
}
