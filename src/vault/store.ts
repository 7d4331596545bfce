import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { lengthsOf, rootOf, type Sha256 } from '#vault/chunk'

/** A file as it is kept 入库的文件: the root that names it, and the digests of its pieces, hex. */
export type Kept = Readonly<{ root: string; digests: readonly string[] }>

/** Stored bytes are not what they were 已损坏. */
export class Damaged extends Error {}

/** Two different pieces under one number 同一分块，内容不同. */
export class Conflict extends Error {}

const failed = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder that outlasts the power: each new one is synced into its parent. */
async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 })
  if (!made) return
  for (let at = path; at.length >= made.length; at = dirname(at)) await syncFolder(dirname(at))
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const listed = (path: string): Promise<readonly string[]> =>
  readdir(path).catch((error: unknown) => {
    if (failed(error, 'ENOENT')) return []
    throw error
  })

/** The folder of all bytes 原始材料库: apart by agency, write once. */
export function vaultIn(dir: string, sha256: Sha256) {
  const digestOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex')
  const upload = (agency: string, id: string) => join(dir, 'vault', 'uploads', agency, id)
  const kept = (agency: string, root: string) => join(dir, 'vault', 'kept', agency, root.slice(0, 2), root)
  const copies = join(dir, 'copies')
  const copy = (agency: string, digest: string) => join(copies, agency, digest.slice(0, 2), `${digest}.jpg`)

  return {
    /** Keeps one piece of an upload; acknowledged when its bytes and its name are on the disk. @throws {Conflict} where another piece has the number */
    async put(agency: string, id: string, n: number, bytes: Uint8Array): Promise<void> {
      const folder = upload(agency, id)
      await makeFolder(folder)
      const path = join(folder, String(n))
      const draft = `${path}.${randomUUID()}`
      try {
        await writeSynced(draft, bytes)
        await link(draft, path)
      } catch (error) {
        if (!failed(error, 'EEXIST')) throw error
        if (!(await readFile(path)).equals(bytes)) throw new Conflict()
      } finally {
        await rm(draft, { force: true })
      }
      await syncFolder(folder)
    },

    /** The pieces of an upload that are held 已收到的分块, with their lengths. */
    async held(agency: string, id: string): Promise<readonly Readonly<{ n: number; length: number }>[]> {
      const folder = upload(agency, id)
      const names = (await listed(folder)).filter((name) => /^\d+$/.test(name))
      const pieces = await Promise.all(names.map(async (name) => ({ n: Number(name), length: (await stat(join(folder, name))).size })))
      return pieces.sort((a, b) => a.n - b.n)
    },

    /** How an upload begins, by which its kind is told; nothing while the first piece is missing. */
    async beginning(agency: string, id: string): Promise<Uint8Array> {
      const [first] = await this.held(agency, id)
      return first?.n === 0 ? (await readFile(join(upload(agency, id), '0'))).subarray(0, 16) : Buffer.alloc(0)
    },

    /** Gathers a whole upload under the name of its content; the upload stays until it is discarded. Undefined while pieces are missing. */
    async keep(agency: string, id: string, size: number): Promise<Kept | undefined> {
      const folder = upload(agency, id)
      const lengths = lengthsOf(size)
      const pieces = await this.held(agency, id)
      if (pieces.length !== lengths.length || pieces.some(({ n, length }, at) => n !== at || length !== lengths[at])) return undefined
      const digests: Uint8Array[] = []
      for (const { n } of pieces) digests.push(sha256(await readFile(join(folder, String(n)))))
      const root = Buffer.from(rootOf(digests, sha256)).toString('hex')
      const final = kept(agency, root)
      const draft = `${final}.${id}`
      await makeFolder(dirname(final))
      await rm(draft, { recursive: true, force: true })
      await mkdir(draft, { mode: 0o700 })
      for (const { n } of pieces) await link(join(folder, String(n)), join(draft, String(n)))
      await syncFolder(draft)
      await rename(draft, final).catch(async (error: unknown) => {
        // the same content is there already
        if (!failed(error, 'ENOTEMPTY', 'EEXIST')) throw error
        await rm(draft, { recursive: true, force: true })
      })
      await syncFolder(dirname(final))
      return { root, digests: digests.map((digest) => Buffer.from(digest).toString('hex')) }
    },

    discard: (agency: string, id: string): Promise<void> => rm(upload(agency, id), { recursive: true, force: true }),

    /** One piece of a kept file, hashed again. @throws {Damaged} when it is not there or not what it was */
    async read(agency: string, root: string, n: number, digest: string): Promise<Buffer> {
      const bytes = await readFile(join(kept(agency, root), String(n))).catch((error: unknown) => {
        if (failed(error, 'ENOENT')) throw new Damaged(`第 ${n} 块不见了`)
        throw error
      })
      if (digestOf(bytes) !== digest) throw new Damaged(`第 ${n} 块与入库时不同`)
      return bytes
    },

    /** Roots that are on the disk of an agency, to be held against what was told. */
    async roots(agency: string): Promise<readonly string[]> {
      const shelves = await listed(join(dir, 'vault', 'kept', agency))
      const found = await Promise.all(shelves.map((shelf) => listed(join(dir, 'vault', 'kept', agency, shelf))))
      return found.flat()
    },

    agencies: (): Promise<readonly string[]> => listed(join(dir, 'vault', 'kept')),

    /** Puts a viewing copy 查阅件 beside the originals, named by its content; of the data folder it alone may be lost. */
    async putCopy(agency: string, digest: string, bytes: Uint8Array): Promise<void> {
      const path = copy(agency, digest)
      const draft = `${path}.${randomUUID()}`
      await makeFolder(dirname(path))
      await writeSynced(draft, bytes)
      await rename(draft, path)
    },

    /** A viewing copy, where it is there and what it was. */
    async findCopy(agency: string, digest: string): Promise<Buffer | undefined> {
      const bytes = await readFile(copy(agency, digest)).catch((error: unknown) => {
        if (failed(error, 'ENOENT')) return undefined
        throw error
      })
      return bytes && digestOf(bytes) === digest ? bytes : undefined
    },

    /** Viewing copies that are on the disk, by agency and by the digest in their names. */
    async copies(): Promise<readonly Readonly<{ agency: string; digest: string }>[]> {
      const found: { agency: string; digest: string }[] = []
      for (const agency of await listed(copies))
        for (const shelf of await listed(join(copies, agency)))
          for (const name of await listed(join(copies, agency, shelf))) found.push({ agency, digest: name.replace(/\.jpg$/, '') })
      return found
    },

    /** Takes away uploads that nobody went on with 清理未完成的上传. */
    async sweep(before: number): Promise<void> {
      const uploads = join(dir, 'vault', 'uploads')
      for (const agency of await listed(uploads))
        for (const id of await listed(join(uploads, agency)))
          if ((await stat(join(uploads, agency, id))).mtimeMs < before) await this.discard(agency, id)
    },
  }
}
export type Vault = ReturnType<typeof vaultIn>
