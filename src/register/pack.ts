import { z } from 'zod'
import { act } from '#agency/act'
import { foundedOf } from '#agency/agency'
import { type Day, zhDay } from '#law/day'
import type { Digest, Hash } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { checkPack } from '#policy/check'
import { families, isPack, type Pack, readPack, rowName, told } from '#policy/pack'
import { type AnyRow, binds, rowsOf } from '#policy/stricter'
import { type Former, openOf } from '#register/adopted'
import { rewritten } from '#register/past'
import type { Register } from '#register/register'

/**
 * A newer version of the agency's own pack, taken in while the platform runs 规则包新版本: whole, with the file of what it replaces named by digest; `former`: of
 * the one that came with the platform, what the public sees, since a release may bring another.
 */
export type PackAdopted = Readonly<{
  kind: 'pack.adopted'
  pack: Pack
  digest: Digest
  replaces: Digest
  basis: string
  on: Day
  former?: Former
}>

/** Findings that one refusal tells; the rest are counted. */
const TOLD = 5

const lines = (all: readonly string[]): string =>
  `${all.slice(0, TOLD).join('；')}${all.length > TOLD ? `；另有 ${all.length - TOLD} 处` : ''}`

/** What of the pack has been in force and is rewritten, family by family. */
const pastRewritten = (before: Pack, after: Pack, today: Day, hash: Hash): string[] =>
  families.flatMap((family) =>
    [...new Set([...Object.keys(before.rules[family]), ...Object.keys(after.rules[family])])].flatMap((key) =>
      rewritten(rowsOf(before.rules, family, key), rowsOf(after.rules, family, key), {
        ...{ today, hash },
        named: (row, n) => `${family}.json ${rowName(key, row, n)}`,
      }),
    ),
  )

/** What the agency set itself and the new version does not allow 与本机关清单抵触. */
const contradicted = (register: Register, pack: Pack): string[] =>
  families.flatMap((family) =>
    Object.entries<readonly AnyRow[]>(register[family] ?? {}).flatMap(([key, entries]) =>
      rowsOf(pack.rules, family, key).flatMap((row, n) =>
        entries.some((entry) => binds(row, entry, family, key))
          ? [`${family}.json ${rowName(key, row, n)}：与本机关清单抵触，请先改清单`]
          : [],
      ),
    ),
  )

export const adoptPack = act({
  id: 'pack.adopt',
  zh: '采用规则包新版本',
  clauses: ['G118-19', 'G118-18'],
  stream: 'register',
  by: ['principalLeader'],
  seen: true,
  input: z.strictObject({
    files: z.record(z.string().regex(/^[a-z]+$/, '应为规则文件的名称，例如 periods'), z.unknown()).meta({ title: '规则包的各个文件' }),
    basis: words(200).meta({ title: '依据的文件' }),
  }),
  run(register: Register, { files, basis }, { agency, law, today, hash }): readonly PackAdopted[] | Refusal {
    const { pack: id, field } = foundedOf(agency)
    const before = law.chain.find((pack) => pack.id === id)
    const read = readPack(id, files)
    if (!isPack(read)) return refuse('pack-malformed', `规则包没有采用，原来的照用。${lines(read.map(told))}`, 'G118-19')
    if (!before || read.field !== field || read.rank !== before.rank || hash(read.beneath) !== hash(before.beneath))
      return refuse('pack-of-other', '领域、制定层级和下面的规则包应当与现用的相同，原来的照用', 'G118-19')
    const packs = new Map(law.chain.map((pack) => [pack.id, pack])).set(id, read)
    const faults = checkPack(packs, law.provisions, read)
    if (faults.length > 0) return refuse('pack-unsound', `规则包没有采用，原来的照用。${lines(faults.map(told))}`, 'G118-19')
    const past = pastRewritten(before, read, today, hash)
    if (past.length > 0) return refuse('past-rewritten', `规则包没有采用，原来的照用。${lines(past)}`, 'G118-19', 'J96-3')
    const own = contradicted(register, read)
    if (own.length > 0) return refuse('entry-contradicted', `规则包没有采用，原来的照用。${lines(own)}`, 'G118-19')
    const [digest, replaces] = [hash(read), hash(before)]
    if (digest === replaces) return refuse('pack-same', `与${zhDay(today)}现用的规则包相同，不必采用`, 'G118-19')
    return [
      { kind: 'pack.adopted', pack: read, digest, replaces, basis, on: today, ...(register.pack ? {} : { former: openOf(before.rules) }) },
    ]
  },
})
