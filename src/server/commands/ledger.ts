import type { Command } from '#server/command'
import { readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { logs } from '#server/logstore'
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
