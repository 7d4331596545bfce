import { readFileSync } from 'node:fs'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { logs } from '#server/logstore'
import { type Resumed, resume } from '#server/resume'
import { type Rotated, rotate } from '#server/rotate'

/** `mingjing ledger rotate`: the logs go on under new keys; the old shards stay readable at their own paths. */
export const ledgerRotate: Command = {
  name: 'ledger rotate',
  zh: '更换存证日志的签名钥，另起一段',
  options: {},
  async run({ settings, say }) {
    const config = readConfig(settings)
    const database = await openDatabase(config, 'join')
    try {
      const rotated: Rotated[] = []
      for (const log of logs) rotated.push(await rotate(database.sequencer, config.dir, log))
      say(
        rotated
          .map(({ log, ended, size, began, vkey }) => `${log}：第 ${ended} 段止于 ${size} 叶，第 ${began} 段开始；验证钥 ${vkey}`)
          .join('\n'),
        { rotated },
      )
      return 0
    } finally {
      await database.close()
    }
  },
}

/** @throws {Misuse} when the file cannot be read */
function noteIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Misuse(`不能读取 ${path}。请给出另存的检查点文件。`)
  }
}

/** `mingjing ledger resume`: a log that came back from a backup goes on where it stands, if nothing was lost. */
export const ledgerResume: Command = {
  name: 'ledger resume',
  zh: '恢复备份以后续签存证日志：出示另存的最新检查点，证明没有丢失',
  options: {},
  operands: '检查点文件…',
  async run({ positionals, settings, say }) {
    if (positionals.length === 0) throw new Misuse('请给出另存的检查点文件，每个日志（ops、pub）一个')
    const notes = positionals.map(noteIn)
    const config = readConfig(settings)
    const database = await openDatabase(config, 'join')
    try {
      const resumed: Resumed[] = []
      for (const note of notes) resumed.push(await resume(database.sequencer, config.dir, note))
      say(resumed.map(({ log, shard, shown, size }) => `${log}：第 ${shard} 段接着签，所示 ${shown} 叶，现有 ${size} 叶`).join('\n'), {
        resumed,
      })
      return 0
    } finally {
      await database.close()
    }
  },
}
