import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findText, writePrivate } from '#db/files'
import type { Queryable } from '#db/pool'
import { type Checkpoint, checkpointIn } from '#ledger/checkpoint'
import { readEdge, rootOfEdge } from '#server/append'
import { findCheckpoint, type Head, type Log, type Shard } from '#server/logstore'

const headFile = (dir: string, { log, shard }: Shard): string => join(dir, 'keys', `${log}-${shard}.head`)
const restoredFile = (dir: string, { log, shard }: Shard): string => join(dir, 'keys', `${log}-${shard}.restored`)

/** What the key of a shard last signed 签名钥所签的末次检查点, as its folder remembers it; written before the signature is seen. */
export function findKnown(dir: string, of: Shard): Checkpoint | undefined {
  const note = findText(headFile(dir, of))
  return note === undefined ? undefined : checkpointIn(note.slice(0, note.indexOf('\n\n') + 1))
}

export const keepKnown = (dir: string, of: Shard, note: string): void => writePrivate(headFile(dir, of), note)

/** From now on the shards whose keys are here do not go on by themselves: this data is of an instant, and more may have been signed since. */
export function markRestored(dir: string, of: string): void {
  const keys = join(dir, 'keys')
  if (!existsSync(keys)) return
  for (const name of readdirSync(keys).filter((name) => name.endsWith('.key')))
    writePrivate(join(keys, name.replace(/key$/, 'restored')), `${of}\n`)
}
export const clearRestored = (dir: string, of: Shard): void => rmSync(restoredFile(dir, of), { force: true })

/** Whether the tree begins as that checkpoint says 由其续成. */
export async function goesOnFrom(db: Queryable, of: Shard, head: Head, { size, root }: Checkpoint): Promise<boolean> {
  return size <= head.size && rootOfEdge(size, await readEdge(db, of, size)).equals(root)
}

/** Why nothing more goes into a log 暂不续签, and whether its shard may at least be ended where it stands. */
export type Held = Readonly<{ zh: string; mayEnd: boolean }>

/** Why this log must not be signed on from here: that would be a second history beside one that somebody may hold. */
export async function whyHeld(db: Queryable, dir: string, log: Log, head: Head): Promise<Held | undefined> {
  const of = { log, shard: head.shard }
  const known = findKnown(dir, of)
  const last = known && (await findCheckpoint(db, of))
  const isLast = known && last?.size === known.size && last.root.equals(known.root)
  if (known && known.size > head.size) return { zh: `签名钥已签到 ${known.size} 叶，库中只有 ${head.size} 叶，是较早的备份`, mayEnd: true }
  if (known && !isLast && !(await goesOnFrom(db, of, head, known)))
    return { zh: `签名钥签过的 ${known.size} 叶的检查点，不是库中这棵树的开头`, mayEnd: false }
  const restored = findText(restoredFile(dir, of))?.trim()
  return restored === undefined ? undefined : { zh: `数据由 ${restored} 的备份恢复，其后可能另有签署过的检查点`, mayEnd: true }
}

/** How a log that is held goes on, as doctor and sequencer say it. */
export const howOn =
  '有另存的最新检查点的，执行 mingjing ledger resume 文件；没有的，或者其后的已经丢失的，执行 mingjing ledger rotate，另起一段'
