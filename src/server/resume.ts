import type { Pool } from '#db/pool'
import { tx } from '#db/tx'
import { openCheckpoint } from '#ledger/checkpoint'
import { verifierIn } from '#ledger/note'
import { sha256 } from '#server/digest'
import { clearRestored, goesOnFrom, whyHeld } from '#server/known'
import { verifyEd25519 } from '#server/logkeys'
import { findShard, type Log, lockHead, logs } from '#server/logstore'

/** A log that goes on in its shard 续签, and the checkpoint that was shown. */
export type Resumed = Readonly<{ log: Log; shard: number; shown: number; size: number }>

/**
 * Lets a restored log go on where it stands, once somebody shows the newest checkpoint that was signed, kept elsewhere, and it lies in this tree:
 * then nothing was signed that is not here. @throws in Chinese when it does not
 */
export const resume = (pool: Pool, dir: string, note: string): Promise<Resumed> =>
  tx(pool, async (db) => {
    const origin = note.split('\n')[0] ?? ''
    for (const log of logs) {
      const head = await lockHead(db, log)
      const of = { log, shard: head.shard }
      const row = await findShard(db, of)
      if (row?.origin !== origin) continue
      const key = verifierIn(row.vkey, sha256)
      const shown = key && openCheckpoint(note, key, verifyEd25519)
      if (!shown || 'fault' in shown) throw new Error(`所示的检查点签名不成立，不能凭它续签 ${log}。请另取一份。`)
      if (!(await goesOnFrom(db, of, head, shown)))
        throw new Error(
          `所示的检查点有 ${shown.size} 叶，不在库中这棵 ${head.size} 叶的树里：备份以后签署过的已经丢失，不能续签。请执行 mingjing ledger rotate，另起一段。`,
        )
      clearRestored(dir, of)
      const why = await whyHeld(db, dir, log, head)
      if (why) throw new Error(`存证日志 ${log} 仍不能续签：${why.zh}。请执行 mingjing ledger rotate，另起一段。`)
      return { log, shard: head.shard, shown: shown.size, size: head.size }
    }
    throw new Error(`没有来源为 ${origin} 的、正在使用的分段。请给出由 /log/ops/checkpoint 或 /log/pub/checkpoint 另存的文件。`)
  })
