import { backup as copy } from '#server/backup'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { openDatabase } from '#server/database'

const EVERY_MS = 2_000
const MIB = 1 << 20

/** `mingjing backup`: beside a running server or on a folder at rest. */
export const backup: Command = {
  name: 'backup',
  zh: '备份：把数据目录（数据库、签名钥、口令）完整复制为一个文件，不必停机',
  options: { output: { type: 'string', short: 'o', zh: '写到哪个文件（.tar），不得已经存在', value: 'FILE' } },
  async run({ values, settings, say }) {
    const config = readConfig(settings)
    if (typeof values.output !== 'string') throw new Misuse('请用 -o 指定备份文件，例如 -o /mnt/backup/mingjing-2026-11-29.tar')
    if (config.databaseUrl)
      throw new Misuse(
        'DATABASE_URL 所指的数据库请用它自己的办法备份（pg_basebackup、时点恢复等），并一起留存数据目录中的 keys 和 secret.json。说明见 docs/backup.md。',
      )
    const database = await openDatabase(config, 'inspect')
    let next = performance.now() + EVERY_MS
    try {
      const told = await copy(config, database, values.output, (done, total) => {
        if (performance.now() < next) return
        next = performance.now() + EVERY_MS
        process.stderr.write(`已复制 ${Math.round(done / MIB)} MiB，共约 ${Math.round(total / MIB)} MiB……\n`)
      })
      say(
        [
          `备份完成并已核对：${told.file}，${told.files} 个文件，${(told.size / MIB).toFixed(1)} MiB`,
          `SHA-256 ${told.sha256}`,
          '备份里有签名钥和全部口令：请像保管数据目录一样保管它。',
        ].join('\n'),
        told,
      )
      return 0
    } finally {
      await database.close()
    }
  },
}
