import { listAgencies } from '#agency/store'
import { listKept } from '#case/store'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { sha256 } from '#server/digest'
import { Damaged, vaultIn } from '#vault/store'

/** What a round through the vault found 巡检: pieces read, and each object that is not what it was. */
export type Scrubbed = Readonly<{ ok: boolean; pieces: number; findings: readonly Readonly<{ object: string; what: string }>[] }>

/** Reads and hashes every piece of every kept file again, and looks for bytes that nobody was told of; mends nothing. */
export async function scrub({ app, portal }: Readonly<{ app: Pool; portal: Pool }>, dir: string): Promise<Scrubbed> {
  const vault = vaultIn(dir, sha256)
  const findings: { object: string; what: string }[] = []
  const told = new Map<string, ReadonlySet<string>>()
  let pieces = 0
  for (const { agency } of await listAgencies(portal)) {
    const files = await reading(app, agency, (db) => listKept(db, agency))
    told.set(agency, new Set(files.map(({ root }) => root)))
    for (const { id, name, root, digests } of files)
      for (const [n, digest] of digests.entries()) {
        pieces++
        await vault.read(agency, root, n, digest).catch((error: unknown) => {
          if (!(error instanceof Damaged)) throw error
          findings.push({ object: `${agency} file:${id} ${name}`, what: error.message })
        })
      }
  }
  for (const agency of await vault.agencies())
    for (const root of await vault.roots(agency))
      if (!told.get(agency)?.has(root)) findings.push({ object: `${agency} ${root}`, what: '磁盘上有，账上没有' })
  return { ok: findings.length === 0, pieces, findings }
}
