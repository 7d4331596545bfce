import { fileURLToPath } from 'node:url'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Door } from '#server/act'
import { newId } from '#server/config'
import { sha256 } from '#server/digest'
import { answerOf } from '#server/program'
import { TooMany, turns } from '#server/turns'
import type { MediaType } from '#vault/media'
import type { Vault } from '#vault/store'

const PROGRAM = fileURLToPath(new URL('./shrink.mjs', import.meta.url))
const MOST_MS = 20_000
const MOST_BYTES = 8 * 1024 * 1024
/** What could not be made is not tried again as long as this process knows of it. */
const FAILURES = 10_000

const measures = z.strictObject({ width: z.int().positive(), height: z.int().positive() })
type Made = z.infer<typeof measures> & Readonly<{ bytes: Buffer }>

/** Hands a picture to a process of its own. Undefined when that has no answer: too many pixels, more than one page, broken, no picture at all, or too slow. */
async function shrink(original: Buffer): Promise<Made | undefined> {
  const said = await answerOf({ program: PROGRAM, memoryMb: 64, ms: MOST_MS, bytes: MOST_BYTES }, original)
  const end = said?.indexOf('\n') ?? -1
  return said && end > 0 ? { ...measures.parse(JSON.parse(said.toString('utf8', 0, end))), bytes: said.subarray(end + 1) } : undefined
}

/** What is kept of an original, and of its copy as it was told. */
export type Original = Readonly<{
  file: string
  mediaType: MediaType
  root: string
  digests: readonly string[]
  copy?: Readonly<{ digest: string }> | undefined
}>

/** 查阅件: smaller pictures to look at, made when a file has been kept or is first looked at; one at a time, and never in the way of the original. */
export function viewing({ door, vault }: Readonly<{ door: Door; vault: Vault }>) {
  const inTurn = turns({ atOnce: 1, waiting: 100, zh: '正在制作的查阅件太多，请先打开原件' })
  const making = new Map<string, Promise<Buffer | undefined>>()
  const failures = new LRUCache<string, true>({ max: FAILURES })

  async function make(agency: string, { file, root, digests }: Original): Promise<Buffer | undefined> {
    const pieces: Buffer[] = []
    for (const [n, digest] of digests.entries()) pieces.push(await vault.read(agency, root, n, digest))
    const made = await shrink(Buffer.concat(pieces))
    if (!made) {
      failures.set(`${agency} ${root}`, true)
      return undefined
    }
    const { bytes, ...measured } = made
    const digest = Buffer.from(sha256(bytes)).toString('hex')
    await vault.putCopy(agency, digest, bytes)
    const input = { of: root, digest, size: bytes.length, ...measured }
    await door.send('file.copy', { id: newId(), stream: `file:${file}`, input }, { kind: 'system', agency })
    return bytes
  }

  return {
    /** The copy, made where there is none. Undefined: there can be none. @throws {Damaged} when the original is not what it was */
    async of(agency: string, original: Original): Promise<Buffer | undefined> {
      const { mediaType, root, copy, file } = original
      if (!mediaType.startsWith('image/') || failures.has(`${agency} ${root}`)) return undefined
      const kept = copy && (await vault.findCopy(agency, copy.digest))
      if (kept) return kept
      const name = `${agency} ${file}`
      const begun = making.get(name) ?? inTurn(() => make(agency, original)).finally(() => making.delete(name))
      making.set(name, begun)
      return begun
    },

    /** Begins with it, and lets nobody wait. */
    begin(agency: string, original: Original): void {
      this.of(agency, original).catch((error: unknown) => {
        if (!(error instanceof TooMany)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
      })
    },

    async stop(): Promise<void> {
      await Promise.allSettled(making.values())
    },
  }
}
