import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder, syncFolder } from '#db/files'
import { RESTORING, settle } from '#db/launcher'
import { takeApart } from '#db/tar'
import { LIST, type Listed, piecesOf, readBackup } from '#server/backup'
import { Misuse } from '#server/config'
import { markRestored } from '#server/known'

/** Lays out the entries of a backup that was found whole, each on disk before the next. */
function layOut(path: string, into: string): void {
  const source = openSync(path, 'r')
  let file: number | undefined
  try {
    const feed = takeApart({
      begin({ name, kind }) {
        if (kind === 'folder') mkdirSync(join(into, name), { recursive: true, mode: 0o700 })
        else if (name !== LIST) file = openSync(join(into, name), 'wx', 0o600)
      },
      bytes(piece) {
        if (file !== undefined) for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at)
      },
      end() {
        if (file === undefined) return
        fsyncSync(file)
        closeSync(file)
        file = undefined
      },
    })
    for (const piece of piecesOf(source, fstatSync(source).size)) feed(piece)
    for (const found of readdirSync(into, { withFileTypes: true, recursive: true }))
      if (found.isDirectory()) syncFolder(join(found.parentPath, found.name))
  } finally {
    if (file !== undefined) closeSync(file)
    closeSync(source)
  }
}

/**
 * Makes a data folder from a backup 恢复, whole or not at all: while it is being made no command runs on it. The logs do not sign on by themselves:
 * whoever restored says how they go on. @throws in Chinese; what was begun is cleared away
 */
export function restore(path: string, to: string): Listed {
  const dir = resolve(to)
  if (!existsSync(path)) throw new Misuse(`没有 ${path} 这个文件。请给出 mingjing backup 写下的备份。`)
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new Misuse(`${dir} 里已有内容，恢复不会动它。请用 --data 另指定一个空目录；要换下原来的，请先把它改名留存。`)
  const { listed } = readBackup(path)
  makeFolder(dir)
  const draft = join(dir, RESTORING)
  try {
    mkdirSync(draft, { mode: 0o700 })
    syncFolder(dir)
    layOut(path, draft)
    markRestored(draft, listed.at)
    settle(dir, join(draft, 'pg'))
    for (const name of readdirSync(draft)) renameSync(join(draft, name), join(dir, name))
    syncFolder(dir)
    rmSync(draft, { recursive: true })
    syncFolder(dir)
    return listed
  } catch (error) {
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true, force: true })
    throw error
  }
}
