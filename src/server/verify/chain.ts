import { isDeepStrictEqual } from 'node:util'
import type { Event } from '#agency/act'
import type { StreamKind, StreamName } from '#agency/stream'
import { commit, leafHash } from '#ledger/leaf'
import { canonical, sha256 } from '#server/digest'
import { eventObject, type Report } from '#server/verify/finding'
import { rowsOf, type Snapshot, selected } from '#server/verify/snapshot'

/** An event as it is kept; `at` as the server writes it, payload and nonce null once they were removed. */
export type KeptEvent = Readonly<{
  agency: string
  kind: StreamKind
  id: string
  version: number
  type: string
  act: string
  act_id: string
  actor: string
  post: string | null
  at: string
  payload: Buffer | null
  nonce: Buffer | null
  leaf: Buffer
  prev: Buffer | null
  law: Buffer
}>

/** What an event's bytes say. */
type Payload = Readonly<{ event: Event; reads: Readonly<Record<string, number>>; said: string; for?: string }>

/** An event and what was found of it: its leaf hash, and its payload where that is what the leaf commits to. */
export type Checked = Readonly<{ kept: KeptEvent; stream: StreamName; hash: Buffer; payload: Payload | undefined }>

/** `2026-03-02 01:00:00.12+00` as an instant is written in a leaf; as it stands where it is none. */
export function instantOf(text: string): string {
  const told = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text)
  return told ? `${told[1]}T${told[2]}.${(told[3] ?? '').padEnd(3, '0')}Z` : text
}

/** The value of bytes that are its canonical JSON, or undefined: no key twice, no spaces, no other spelling. */
function strict(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return canonical(value).equals(bytes) ? value : undefined
  } catch {
    return undefined
  }
}

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' &&
  value !== null &&
  isDeepStrictEqual(
    Object.keys(value)
      .filter((key) => key !== 'for')
      .sort(),
    ['event', 'reads', 'said'],
  ) &&
  typeof (value as { event?: { kind?: unknown } }).event?.kind === 'string'

/** The leaf that the columns beside it make, but for the commitment. */
const leafOf = (stream: StreamName, kept: KeptEvent): Readonly<Record<string, unknown>> => ({
  v: 1,
  type: kept.type,
  agency: kept.agency,
  stream,
  version: kept.version,
  ...(kept.prev ? { prev: kept.prev.toString('hex') } : {}),
  act: kept.act,
  request: kept.act_id,
  actor: kept.actor,
  post: kept.post,
  at: instantOf(kept.at),
  law: kept.law.toString('hex'),
})

/** Which column holds what a field of the leaf says. */
const columnOf = (field: string): string =>
  field === 'stream' ? 'kind, id' : field === 'request' ? 'act_id' : ['v', 'c'].includes(field) ? 'leaf' : field

/** Commitment, leaf and payload of one event, from its bytes 逐字节核对一个事件. */
function check(kept: KeptEvent, report: Report): Checked {
  const stream: StreamName = `${kept.kind}:${kept.id}`
  const at = (column?: string) => eventObject(kept.agency, stream, kept.version, column)
  const hash = Buffer.from(leafHash(kept.leaf, sha256))
  const leaf = strict(kept.leaf) as Readonly<Record<string, unknown>> | null | undefined
  if (typeof leaf !== 'object' || leaf === null) {
    report(at('leaf'), '叶不是规范编码')
    return { kept, stream, hash, payload: undefined }
  }
  const expected = leafOf(stream, kept)
  for (const field of new Set([...Object.keys(expected), ...Object.keys(leaf)]))
    if (field !== 'c' && leaf[field] !== expected[field]) report(at(columnOf(field)), `列与叶所记的 ${field} 不符`)
  if (!kept.payload || !kept.nonce) {
    report(at((['payload', 'nonce'] as const).filter((column) => !kept[column]).join(', ')), '载荷已被移除，没有相应的销毁行为')
    return { kept, stream, hash, payload: undefined }
  }
  if (leaf.c !== Buffer.from(commit(kept.nonce, kept.payload, sha256)).toString('hex')) {
    report(at('payload, nonce'), '载荷、随机数与叶中的承诺不符')
    return { kept, stream, hash, payload: undefined }
  }
  return { kept, stream, hash, payload: payloadOf(kept, (what) => report(at('payload'), what)) }
}

function payloadOf({ payload, type }: KeptEvent, fault: (what: string) => void): Payload | undefined {
  const value = payload && strict(payload)
  if (!isPayload(value)) {
    fault('载荷不是规范编码的事件')
    return undefined
  }
  if (value.event.kind !== type) fault('载荷中的事件种类与列不符')
  return value
}

const bySame = (a: KeptEvent, b: KeptEvent) => a.agency === b.agency && a.kind === b.kind && a.id === b.id

/** Every event of every stream in order, each checked against its bytes and against the one before 叶链. */
export async function* chain(db: Snapshot, report: Report): AsyncGenerator<Checked> {
  let last: Checked | undefined
  const events = rowsOf<KeptEvent>(db, `select ${selected('ledger_event')} from ledger_event order by agency, kind, id, version`)
  for await (const kept of events) {
    const checked = check(kept, report)
    const before = last && bySame(last.kept, kept) ? last : undefined
    const due = (before?.kept.version ?? 0) + 1
    if (kept.version !== due)
      report(
        eventObject(kept.agency, checked.stream, Math.min(due, kept.version)),
        kept.version > due ? '事件流在此中断，缺少这一版' : '同一版有两个事件',
      )
    else if (before && !kept.prev?.equals(before.hash))
      report(eventObject(kept.agency, checked.stream, before.kept.version, 'leaf'), `与第 ${kept.version} 版所记的前叶不符`)
    else if (!before && kept.prev) report(eventObject(kept.agency, checked.stream, kept.version, 'prev'), '第一版之前不应有前叶')
    yield checked
    last = checked
  }
}
