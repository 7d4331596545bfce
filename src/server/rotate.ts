import type { Pool } from '#db/pool'
import { tx } from '#db/tx'
import { appendTo, hashOfLeaf } from '#server/append'
import { canonical } from '#server/digest'
import { makeKey, vkeyOfSigner } from '#server/logkeys'
import { findShard, type Log, lockHead } from '#server/logstore'
import { keyOf, signHeld } from '#server/sign'

/** Where a log went on 换段: the shard that ended, with its last size, and the one that began. */
export type Rotated = Readonly<{ log: Log; ended: number; size: number; began: number; vkey: string }>

/**
 * Ends the shard in use with a last checkpoint and begins the next, under a new key 更换签名钥: its first leaf commits to where the old one ended, so that
 * who trusts the new key can go back to the old. @throws in Chinese when this data folder cannot sign for the old shard, or the log is frozen
 */
export const rotate = (pool: Pool, dir: string, log: Log): Promise<Rotated> =>
  tx(pool, async (db) => {
    const head = await lockHead(db, log)
    const old = await findShard(db, { log, shard: head.shard })
    if (!old) throw new Error(`存证日志 ${log} 还没有开始，不必更换。请先启动服务。`)
    const signed = await signHeld(db, dir, log, head, 'ending')
    if (signed.is === 'held') throw new Error(`存证日志 ${log}：${signed.why}。查明以前不能更换。`)
    if (signed.is === 'frozen') throw new Error(`存证日志 ${log} 已冻结：${signed.why}。查明以前不能更换。`)
    if (signed.is === 'keyless' || !(await keyOf(db, dir, { log, shard: head.shard })))
      throw new Error(`本机数据目录没有存证日志 ${log} 第 ${head.shard} 段的签名钥，不能签署它的末尾。`)
    const shard = head.shard + 1
    const key = makeKey(dir, log, shard, `${old.origin.slice(0, old.origin.lastIndexOf('/'))}/${shard}`)
    const vkey = vkeyOfSigner(key)
    const ended = { origin: old.origin, size: head.size, root: head.root.toString('hex') }
    const opening = canonical({ v: 1, type: 'shard.opened', log, shard, ended })
    await db.query('insert into log_shard (log, shard, origin, vkey, opening) values ($1, $2, $3, $4, $5)', [
      log,
      shard,
      key.name,
      vkey,
      opening,
    ])
    await db.query(`update log_head set shard = $2, size = 0, root = sha256('') where log = $1`, [log, shard])
    const begun = { ...head, shard, size: 0 }
    await appendTo(db, log, begun, [{ place: { agency: '', kind: 'shard', id: log, version: shard }, hash: hashOfLeaf(opening) }])
    await signHeld(db, dir, log, await lockHead(db, log))
    return { log, ended: head.shard, size: head.size, began: shard, vkey }
  })
