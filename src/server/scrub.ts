import { listAgencies } from '#agency/store'
import { listCopies, listKept } from '#case/store'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { sha256 } from '#server/digest'
import { Damaged, vaultIn } from '#vault/store'

/** What a round through the vault found 巡检: pieces read, and each object that is not what it was. */
export type Scrubbed = Readonly<{ ok: boolean; pieces: number; findings: readonly Readonly<{ object: string; what: string }>[] }>

/**
 * Reads and hashes every piece of every kept file again, and looks for bytes that nobody was told of; mends nothing. A viewing copy that is not there is no
 * finding: it is made again when it is looked at.
 */
export async function scrub({ app, portal }: Readonly<{ app: Pool; portal: Pool }>, dir: string): Promise<Scrubbed> {
  const vault = vaultIn(dir, sha256)
  const findings: { object: string; what: string }[] = []
  const told = new Map<string, ReadonlySet<string>>()
  const copies = new Map<string, ReadonlySet<string>>()
  let pieces = 0
  for (const { agency } of await listAgencies(portal)) {
    const [files, made] = await reading(app, agency, async (db) => [await listKept(db, agency), await listCopies(db, agency)] as const)
    copies.set(agency, new Set(made))
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
  for (const { agency, digest } of await vault.copies()) {
    if (!copies.get(agency)?.has(digest)) findings.push({ object: `${agency} copy:${digest}`, what: '磁盘上有，账上没有' })
    else if (!(await vault.findCopy(agency, digest))) findings.push({ object: `${agency} copy:${digest}`, what: '查阅件与制作时不同' })
  }
  return { ok: findings.length === 0, pieces, findings }
}
