import { createHash, type Hash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { baseBackup } from '#db/basebackup'
import { syncFolder } from '#db/files'
import { BLOCK, type Entry, headerOf, type Parts, padOf, takeApart, under } from '#db/tar'
import { systemClock } from '#server/clock'
import { type Config, Misuse } from '#server/config'
import type { OpenDatabase } from '#server/database'
import { findCheckpoint, getHead, logs } from '#server/logstore'

/** The last entry of a backup 备份清单: what it is of, and the digest of every other entry; without it a backup is not whole. */
export const LIST = 'mingjing-backup.json'
const list = z.strictObject({
  v: z.literal(1),
  at: z.string(),
  checkpoints: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
})
export type Listed = z.infer<typeof list>

/** What of the data folder belongs to running processes alone, comes through the database, or can be made again. */
const passing = /^(pg|pg\.new|copies|pg\.words|run\.json|postgres\.log(\.1)?|.*\.new)$/
/** A socket of the running server; its copy would say that somebody listens there. */
const socket = /^\.s\.PGSQL\./
const CHUNK = 1 << 20

/** Pieces of an open file from its start, so many bytes of it. */
export function* piecesOf(file: number, size: number): Generator<Buffer> {
  const buffer = Buffer.alloc(CHUNK)
  for (let at = 0; at < size; ) {
    const length = readSync(file, buffer, 0, Math.min(CHUNK, size - at), at)
    if (length === 0) return
    at += length
    yield buffer.subarray(0, length)
  }
}

/** Puts entries into an archive, and keeps the digest of each. */
function packer(
  file: number,
): Parts & Readonly<{ put: (bytes: Buffer) => void; files: Record<string, string>; digest: () => string; size: () => number }> {
  const whole = createHash('sha256')
  const files: Record<string, string> = {}
  let entry: Entry | undefined
  let state: Hash | undefined
  let size = 0
  const put = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    whole.update(bytes)
    size += bytes.length
  }
  return {
    put,
    begin(next, header) {
      entry = next
      state = createHash('sha256')
      put(header)
    },
    bytes(piece) {
      state?.update(piece)
      put(piece)
    },
    end() {
      if (!entry || !state) return
      if (entry.kind === 'file') files[entry.name] = state.digest('hex')
      put(Buffer.alloc(padOf(entry.size)))
    },
    files,
    digest: () => whole.copy().digest('hex'),
    size: () => size,
  }
}

function addBytes(pack: Parts, name: string, size: number, pieces: Iterable<Buffer>): void {
  const entry = { name, size, kind: 'file' } as const
  pack.begin(entry, headerOf(entry))
  let left = size
  for (const piece of pieces) {
    left -= piece.length
    pack.bytes(piece)
  }
  if (left !== 0) throw new Error(`${name} 在复制时变短了，请重新备份。`)
  pack.end()
}

/** Keys, passwords and whatever else stands in the data folder beside the cluster; files come after the folders they are in. */
function addFolder(pack: Parts, dir: string): void {
  for (const found of readdirSync(dir, { withFileTypes: true, recursive: true }).sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const path = join(found.parentPath, found.name)
    const name = relative(dir, path)
    if (passing.test(name.split('/')[0] ?? '') || passing.test(found.name)) continue
    if (found.isDirectory()) {
      const entry = { name, size: 0, kind: 'folder' } as const
      pack.begin(entry, headerOf(entry))
      pack.end()
    } else if (found.isFile()) {
      const file = openSync(path, 'r')
      try {
        const { size } = fstatSync(file)
        addBytes(pack, name, size, piecesOf(file, size))
      } finally {
        closeSync(file)
      }
    }
  }
}

/** Every file of the cluster as the server read it has the digest that it told. @throws in Chinese when one differs or is missing */
function compare(manifest: string, files: Readonly<Record<string, string>>): void {
  const told = z.object({ Files: z.array(z.object({ Path: z.string(), Checksum: z.string() })) }).parse(JSON.parse(manifest))
  for (const { Path, Checksum } of told.Files)
    if (files[`pg/${Path}`] !== Checksum && !socket.test(Path)) throw new Error(`备份中的 pg/${Path} 与数据库所说的摘要不符，请重新备份。`)
}

/** A backup that was written, read again and found whole. */
export type BackedUp = Readonly<{ file: string; size: number; sha256: string; files: number }>

/**
 * Copies a data folder into one file while it is at work 备份: the cluster first, then keys and passwords, so that whatever the cluster names is
 * there; read again before it gets its name. @throws in Chinese; a file that was begun is removed
 */
export async function backup(
  config: Config,
  database: OpenDatabase,
  path: string,
  progress: (done: number, total: number) => void,
): Promise<BackedUp> {
  const target = resolve(path)
  const draft = `${target}.part`
  if (existsSync(target)) throw new Misuse(`${target} 已经存在。请用 -o 指定新的文件名。`)
  if (!relative(config.dir, target).startsWith('..')) throw new Misuse('备份不能放在数据目录里面。请用 -o 指定别处，最好是另一块磁盘。')
  rmSync(draft, { force: true })
  const file = openSync(draft, 'wx', 0o600)
  try {
    const checkpoints: Record<string, string> = {}
    for (const log of logs) {
      const { shard } = await getHead(database.sequencer, log)
      const signed = await findCheckpoint(database.sequencer, { log, shard })
      if (signed) checkpoints[log] = signed.note
    }
    const at = systemClock.now()
    const pack = packer(file)
    let manifest = ''
    let isSkipped = false
    const top = { name: 'pg', size: 0, kind: 'folder' } as const
    pack.begin(top, headerOf(top))
    pack.end()
    await baseBackup(database.admin, {
      archive: takeApart({
        begin(entry, header) {
          isSkipped = socket.test(entry.name)
          if (!isSkipped) pack.begin({ ...entry, name: `pg/${entry.name}` }, under('pg', header))
        },
        bytes(piece) {
          if (!isSkipped) pack.bytes(piece)
        },
        end() {
          if (!isSkipped) pack.end()
        },
      }),
      manifest(bytes) {
        manifest += bytes.toString('utf8')
      },
      progress,
    })
    compare(manifest, pack.files)
    addFolder(pack, config.dir)
    const said = Buffer.from(JSON.stringify({ v: 1, at, checkpoints, files: pack.files } satisfies Listed))
    addBytes(pack, LIST, said.length, [said])
    pack.put(Buffer.alloc(2 * BLOCK))
    fsyncSync(file)
    const told = { file: target, size: pack.size(), sha256: pack.digest(), files: Object.keys(pack.files).length - 1 }
    const { sha256 } = readBackup(draft)
    if (sha256 !== told.sha256) throw new Error('写下的备份与所复制的不符，磁盘可能有故障。请换一块磁盘重新备份。')
    renameSync(draft, target)
    syncFolder(dirname(target))
    return told
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

/**
 * Reads a backup whole 核验备份: every entry has the digest of the list, nothing is missing, nothing is there beside. @throws in Chinese when it is
 * not whole
 */
export function readBackup(path: string): Readonly<{ listed: Listed; sha256: string; size: number }> {
  const file = openSync(path, 'r')
  try {
    const whole = createHash('sha256')
    const found: Record<string, string> = {}
    let [entry, state, said]: [Entry | undefined, Hash | undefined, Buffer[]] = [undefined, undefined, []]
    const feed = takeApart({
      begin(next) {
        if (found[LIST]) throw new RangeError('entries behind the list')
        ;[entry, state] = [next, createHash('sha256')]
      },
      bytes(piece) {
        state?.update(piece)
        if (entry?.name === LIST) said.push(Buffer.from(piece))
      },
      end() {
        if (entry?.kind === 'file' && state) found[entry.name] = state.digest('hex')
      },
    })
    const { size } = fstatSync(file)
    for (const piece of piecesOf(file, size)) {
      whole.update(piece)
      feed(piece)
    }
    if (!found[LIST]) throw new RangeError('no list')
    const listed = list.parse(JSON.parse(Buffer.concat(said).toString('utf8')))
    said = []
    const names = new Set([...Object.keys(found), ...Object.keys(listed.files)])
    names.delete(LIST)
    for (const name of names) if (found[name] !== listed.files[name]) throw new RangeError(`${name} is not as listed`)
    return { listed, sha256: whole.digest('hex'), size }
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof z.ZodError)
      throw new Error(`${path} 不是完整的备份（${error.message.split('\n')[0]}）。请换用另一份备份。`)
    throw error
  } finally {
    closeSync(file)
  }
}
