import { readFileSync } from 'node:fs'
import { scopeKey } from '#db/pool'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { verify } from '#server/verify/verify'

const EVERY_MS = 2_000
const SHOWN = 200

/** Says on the error stream how far it is, when it takes long. */
function telling(): (events: number) => void {
  let next = performance.now() + EVERY_MS
  return (events) => {
    if (performance.now() < next) return
    next = performance.now() + EVERY_MS
    process.stderr.write(`已核对 ${events} 个事件……\n`)
  }
}

/** @throws {Misuse} when the file cannot be read */
function readCheckpoint(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Misuse(`--checkpoint：不能读取 ${path}。请给出另存的检查点文件。`)
  }
}

/** What could not be read was not verified: that is neither yes nor no. @throws {Misuse} */
function unread(error: unknown): never {
  throw error instanceof Misuse ? error : new Misuse(`数据库读不到，没有核验：${error instanceof Error ? error.message : error}`)
}

/** `mingjing ledger verify`: beside a running server or on a folder at rest; it changes neither. */
export const ledgerVerify: Command = {
  name: 'ledger verify',
  zh: '核验账本：由所存字节重新计算，逐一比对，只读不改',
  options: {
    full: { type: 'boolean', zh: '并且重放全部事件，比对每张表的每一行' },
    checkpoint: { type: 'string', zh: '另存的检查点：现在的存证树必须由它续成', value: 'FILE' },
  },
  async run({ values, settings, say }) {
    const config = readConfig(settings)
    const checkpoint = typeof values.checkpoint === 'string' ? readCheckpoint(values.checkpoint) : undefined
    const database = await openDatabase(config, 'inspect').catch(unread)
    try {
      // who looks with a password of his own does not know that of the platform
      const isOurs = await database.app.query('select').then(
        () => true,
        () => false,
      )
      const scope = isOurs ? scopeKey(database.secret.mingjing_app) : undefined
      const asked = { root: config.root, full: values.full === true, checkpoint, scope, progress: telling() }
      const told = await verify(database.admin, asked).catch(unread)
      const { ok, events, streams, rows, findings, more } = told
      const total = findings.length + more
      const lines = findings.slice(0, SHOWN).map(({ object, what }) => `[不符] ${object}：${what}`)
      if (total > lines.length) lines.push(`……另有 ${total - lines.length} 项，用 --json 查看`)
      const counted = `核对了 ${streams} 条事件流的 ${events} 个事件、${rows} 行${told.full ? '' : '（未重放事件，未比对一览；全部核对请加 --full）'}`
      say([...lines, ok ? `${counted}，全部相符。` : `${counted}，有 ${total} 项不符。`].join('\n'), told)
      return ok ? 0 : 1
    } finally {
      await database.close()
    }
  },
}
