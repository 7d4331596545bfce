import { openCheckpoint } from '#ledger/checkpoint'
import { verifierIn } from '#ledger/note'
import { append, edgeOf, type Filled, FULL, nodesIn, type Tile } from '#ledger/tile'
import { rootOf } from '#ledger/tree'
import { hashOfLeaf, leafTable } from '#server/append'
import { canonical, sha256 } from '#server/digest'
import { verifyEd25519 } from '#server/logkeys'
import { type Log, logs, type Shard, tileKey } from '#server/logstore'
import { type Report, rowObject } from '#server/verify/finding'
import { rowsOf, type Snapshot } from '#server/verify/snapshot'

const CHUNK = 4_096
/** Of a checkpoint as the log signs it: origin, size, root, an empty one, its signature, and what follows the last newline. */
const LINES = 6

type KeptShard = Readonly<{ shard: number; origin: string; vkey: string; opening: Buffer | null }>
type KeptLeaf = Readonly<{ index: number; isOpening: boolean; isPlaced: boolean; hash: Buffer; leaf: Buffer | null }>

/** A shard that another followed. */
type Ended = Readonly<{ origin: string; tree: Tree }>

/** The tree of a shard, told from the bytes of its leaves alone 由叶字节重算的树. */
type Tree = Readonly<{ size: number; rootAt: (size: number) => Buffer; tiles: ReadonlyMap<string, Filled> }>

async function treeOf(db: Snapshot, { log, shard }: Shard, report: Report): Promise<Tree> {
  const tiles = new Map<string, Filled>()
  const at = ({ level, index }: Pick<Tile, 'level' | 'index'>) => tileKey(level, index)
  let size = 0
  let waiting: Buffer[] = []
  const lay = () => {
    const edge = edgeOf(size).flatMap((tile) => tiles.get(at(tile)) ?? [])
    for (const tile of append(size, edge, waiting, sha256)) tiles.set(at(tile), tile)
    size += waiting.length
    waiting = []
  }
  const leaves = rowsOf<KeptLeaf>(
    db,
    `select l.index, l.kind = 'shard' as "isOpening", (l.agency, l.id, l.version, l.index) = ('', l.log, l.shard, 0) as "isPlaced", l.leaf_hash as hash, coalesce(e.leaf, s.opening) as leaf from log_leaf l
     left join ${leafTable[log]} e using (agency, kind, id, version)
     left join log_shard s on l.kind = 'shard' and s.log = l.log and s.shard = l.shard
     where l.log = '${log}' and l.shard = ${shard} order by l.index`,
  )
  for await (const { index, isOpening, isPlaced, hash, leaf } of leaves) {
    const object = rowObject('log_leaf', [log, shard, index])
    const due = size + waiting.length
    if (index !== due) report(rowObject('log_leaf', [log, shard, due], 'index'), '树在此中断，缺少这一叶')
    if (index < due) report(rowObject('log_leaf', [log, shard, index], 'index'), '同一位置有两叶')
    if (isOpening && !isPlaced) report(object, '这一位置不是分段的首叶')
    const own = leaf && hashOfLeaf(leaf)
    if (!own) report(object, '没有这一叶的字节')
    else if (!own.equals(hash)) report(`${object} leaf_hash`, '与所存的叶字节不符')
    waiting.push(own ?? hash)
    if (waiting.length === CHUNK) lay()
  }
  if (waiting.length > 0) lay()
  const node = nodesIn((level, index) => tiles.get(tileKey(level, index))?.bytes, sha256)
  return { size, tiles, rootAt: (size) => Buffer.from(rootOf(size, node, sha256)) }
}

async function checkTiles(db: Snapshot, { log, shard }: Shard, { tiles }: Tree, report: Report): Promise<void> {
  const seen = new Set<string>()
  const kept = rowsOf<Omit<Filled, 'bytes'> & Readonly<{ bytes: Buffer }>>(
    db,
    `select level, index, width, bytes from log_tile where log = '${log}' and shard = ${shard} order by level, index`,
  )
  for await (const { level, index, width, bytes } of kept) {
    const object = (column?: string) => rowObject('log_tile', [log, shard, level, index], column)
    const due = tiles.get(tileKey(level, index))
    if (seen.has(tileKey(level, index))) report(object(), '同一瓦片出现两次')
    seen.add(tileKey(level, index))
    if (!due) report(object(), '树中没有这一瓦片')
    else {
      if (width !== due.width) report(object('width'), '与由叶重算的不同')
      if (bytes.equals(due.bytes)) continue
      report(object('bytes'), '与由叶重算的不同')
      // which of the two was changed cannot be told
      for (let at = 0; level === 0 && at < Math.min(width, due.width); at++)
        if (!bytes.subarray(at * 32, at * 32 + 32).equals(due.bytes.subarray(at * 32, at * 32 + 32)))
          report(rowObject('log_leaf', [log, shard, index * FULL + at]), '与瓦片所记的不同')
    }
  }
  for (const [key, { level, index }] of tiles) if (!seen.has(key)) report(rowObject('log_tile', [log, shard, level, index]), '缺少这一瓦片')
}

/** Signed by the key of its shard, and its root is that of the tree at its size; what does not hold, in Chinese. */
function faultOf(note: string, vkey: string, tree: Tree): Readonly<{ size: number; root: Buffer }> | string {
  const key = verifierIn(vkey, sha256)
  if (!key) return '分段的验证钥不能读'
  const opened = openCheckpoint(note, key, verifyEd25519)
  if ('fault' in opened) return `签名不成立（${opened.fault}）`
  if (opened.size > tree.size) return `签署了 ${opened.size} 叶，树只有 ${tree.size} 叶`
  const root = Buffer.from(opened.root)
  return tree.rootAt(opened.size).equals(root) ? { size: opened.size, root } : `树根与由叶重算的 ${opened.size} 叶的不同`
}

async function checkCheckpoints(db: Snapshot, of: Shard, { origin, vkey }: KeptShard, tree: Tree, report: Report): Promise<void> {
  const ours = (column: string) => rowObject('log_shard', [of.log, of.shard], column)
  const key = verifierIn(vkey, sha256)
  if (!key) report(ours('vkey'), '不是验证钥')
  else if (key.name !== origin) report(ours('origin'), '不是验证钥的名称')
  const faults: string[] = []
  let [count, last]: [number, number | undefined] = [0, undefined]
  const kept = rowsOf<Readonly<{ size: number; root: Buffer; note: string }>>(
    db,
    `select size, root, note from log_checkpoint where log = '${of.log}' and shard = ${of.shard} order by size`,
  )
  for await (const { size, root, note } of kept) {
    const object = (column: string) => rowObject('log_checkpoint', [of.log, of.shard, size], column)
    if (size === last) report(rowObject('log_checkpoint', [of.log, of.shard, size]), '同一检查点出现两次')
    last = size
    const told = faultOf(note, vkey, tree)
    if (typeof told === 'string') faults.push(told)
    if (typeof told === 'string') report(object('note'), told)
    else if (note.split('\n').length !== LINES) report(object('note'), '附有不是本日志签署的行')
    else if (told.size !== size) report(object('size'), '与所签署的叶数不同')
    else if (!told.root.equals(root)) report(object('root'), '与所签署的树根不同')
    count++
  }
  if (count > 0 && faults.length === count) report(ours('vkey'), '没有一个检查点由它签署')
}

/** The first leaf of a later shard commits to where the one before it ended 换段的首叶. */
async function checkOpening(db: Snapshot, log: Log, before: Ended, { shard, opening }: KeptShard, report: Report): Promise<void> {
  const { origin, tree } = before
  const ended = { origin, size: tree.size, root: tree.rootAt(tree.size).toString('hex') }
  const due = canonical({ v: 1, type: 'shard.opened', log, shard, ended })
  if (!opening?.equals(due)) report(rowObject('log_shard', [log, shard], 'opening'), '与前一段的末尾不符')
  const { rowCount } = await db.query('select from log_checkpoint where log = $1 and shard = $2 and size = $3', [log, shard - 1, tree.size])
  if (rowCount === 0) report(rowObject('log_checkpoint', [log, shard - 1, tree.size]), '这一段已经结束，缺少末尾的检查点')
}

type Placed = Readonly<Record<'agency' | 'kind' | 'id' | 'version', unknown>>

/** What stands in a log and not in its table, or the other way round: each leaf once, in the tree or waiting for it 每一事件恰在树中或待入树. */
async function checkPlaces(db: Snapshot, log: Log, report: Report): Promise<void> {
  const places = 'select agency, kind, id, version from'
  const [pending, leaves] = [`${places} ledger_pending where log = '${log}'`, `${places} log_leaf where log = '${log}' and kind <> 'shard'`]
  const ofEvent = ({ agency, kind, id, version }: Placed) => rowObject(leafTable[log], [agency, `${kind}:${id}`, version])
  const ofPending = ({ agency, kind, id, version }: Placed) => rowObject('ledger_pending', [log, agency, kind, id, version])
  const queries = [
    [`${places} ${leafTable[log]} except (${leaves} union ${pending})`, ofEvent, '既不在树中，也不待入树'],
    [`${leaves} except ${places} ${leafTable[log]}`, ofEvent, '在树中，却已没有'],
    [`${pending} except ${places} ${leafTable[log]}`, ofEvent, '待入树，却已没有'],
    [`${pending} intersect ${leaves}`, ofPending, '已在树中，又待入树'],
    [`${pending} group by agency, kind, id, version having count(*) > 1`, ofPending, '同一行出现两次'],
    [`${leaves} group by agency, kind, id, version having count(*) > 1`, ofEvent, '在树中出现两次'],
    [
      `select b.agency, b.kind, b.id, b.version from log_leaf a join log_leaf b using (log, agency, kind, id)
       where log = '${log}' and kind <> 'shard' and b.version = a.version + 1 and (b.shard, b.index) < (a.shard, a.index)`,
      ofEvent,
      '在树中排在前一版之前',
    ],
  ] as const
  const text = queries.map(([text], n) => `select ${n} as n, * from (${text}) as q${n}`).join(' union all ')
  for await (const { n, ...place } of rowsOf<Placed & Readonly<{ n: number }>>(db, text)) {
    const [, object, what] = queries[n] ?? []
    if (object && what) report(object(place), what)
  }
}

/** Rows of a log that is none, or of a shard that it does not have. */
async function checkStrays(db: Snapshot, report: Report): Promise<void> {
  const ofNoLog = ['log_head', 'log_shard', 'log_leaf', 'log_tile', 'log_checkpoint', 'ledger_pending'].map(
    (table) => `select distinct '${table}' as table, log, null::int as shard from ${table} where log <> all($1)`,
  )
  const ofNoShard = ['log_leaf', 'log_tile', 'log_checkpoint'].map(
    (table) =>
      `select distinct '${table}', log, shard from ${table} where log = any($1) and (log, shard) not in (select log, shard from log_shard)`,
  )
  const { rows } = await db.query<{ table: string; log: string; shard: number | null }>([...ofNoLog, ...ofNoShard].join(' union all '), [
    logs,
  ])
  for (const { table, log, shard } of rows)
    if (shard === null) report(rowObject(table, [log]), '没有这一日志')
    else report(rowObject(table, [log, shard]), '没有这一分段')
}

/** The logs against the bytes of their leaves: every leaf, tile, root and signature 核验存证树; `saved` is a checkpoint kept elsewhere. */
export async function checkTrees(db: Snapshot, report: Report, saved?: string): Promise<void> {
  const origin = saved?.split('\n')[0]
  let isFound = saved === undefined
  for (const log of logs) {
    const { rows: heads } = await db.query<Readonly<{ shard: number; size: number; root: Buffer; frozen: string | null }>>(
      'select shard, size, root, frozen from log_head where log = $1',
      [log],
    )
    const [head] = heads
    if (heads.length > 1) report(rowObject('log_head', [log]), '同一行出现两次')
    if (!head) report(rowObject('log_head', [log]), '没有树头')
    else if (head.frozen !== null) report(rowObject('log_head', [log], 'frozen'), `日志已冻结：${head.frozen}`)
    const { rows: shards } = await db.query<KeptShard>('select shard, origin, vkey, opening from log_shard where log = $1 order by shard', [
      log,
    ])
    for (const [n, { shard }] of shards.entries())
      if (shard !== n + 1) report(rowObject('log_shard', [log, Math.min(n + 1, shard)]), shard > n + 1 ? '缺少这一分段' : '同一分段有两行')
    const lastShard = shards.at(-1)?.shard ?? 0
    if (head && head.shard !== lastShard) report(rowObject('log_head', [log], 'shard'), '不是最后的分段')
    if (head && head.shard > lastShard) report(rowObject('log_shard', [log, head.shard]), '缺少这一分段')
    if (head && shards.length === 0 && (head.size !== 0 || !head.root.equals(sha256())))
      report(rowObject('log_head', [log], 'root'), '没有分段，树头应为空')
    let before: Ended | undefined
    for (const kept of shards) {
      const of = { log, shard: kept.shard }
      const tree = await treeOf(db, of, report)
      await checkTiles(db, of, tree, report)
      await checkCheckpoints(db, of, kept, tree, report)
      if (before) await checkOpening(db, log, before, kept, report)
      else if (kept.opening) report(rowObject('log_shard', [log, kept.shard], 'opening'), '第一段没有首叶的承诺')
      before = { origin: kept.origin, tree }
      if (head?.shard === kept.shard) {
        if (head.size !== tree.size) report(rowObject('log_head', [log], 'size'), `树中有 ${tree.size} 叶`)
        else if (!head.root.equals(tree.rootAt(tree.size))) report(rowObject('log_head', [log], 'root'), '与由叶重算的树根不同')
      }
      if (saved !== undefined && kept.origin === origin) {
        isFound = true
        const told = faultOf(saved, kept.vkey, tree)
        if (typeof told === 'string') report(`checkpoint ${origin}`, `所存的检查点不是现在这棵树的开头：${told}`)
      }
    }
    await checkPlaces(db, log, report)
  }
  await checkStrays(db, report)
  if (!isFound) report(`checkpoint ${origin}`, '没有这一来源的日志')
}
