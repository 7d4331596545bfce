import type { Command } from '#server/command'
import { readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { scrub } from '#server/scrub'

/** `mingjing vault scrub`: beside a running server or on a folder at rest; it changes neither. */
export const vaultScrub: Command = {
  name: 'vault scrub',
  zh: '巡检原始材料：逐块重新计算摘要，只读不改',
  options: {},
  async run({ settings, say }) {
    const config = readConfig(settings)
    const database = await openDatabase(config, 'join')
    try {
      const told = await scrub(database, config.dir)
      const lines = told.findings.map(({ object, what }) => `[不符] ${object}：${what}`)
      const end = `巡检了 ${told.pieces} 块，${told.ok ? '全部完好' : `有 ${told.findings.length} 项不符`}。`
      say([...lines, end].join('\n'), told)
      return told.ok ? 0 : 1
    } finally {
      await database.close()
    }
  },
}
