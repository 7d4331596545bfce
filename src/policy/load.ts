import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Calendar, type CalendarYear, calendarOf, calendarYear } from '#law/calendar'
import type { ClauseId } from '#law/clause'
import type { Digest, Hash } from '#law/digest'
import type { Law, Provision, Rules } from '#policy/law'
import { chainOf, overlay } from '#policy/overlay'
import { emptyRules, type Pack, type PackFiles, type PackFinding, parsePack } from '#policy/pack'
import { type ClauseFile, parseClauses, provisionsOf } from '#policy/provision'

/** All packs of an installation: rules by pack, the years announced, the register of clauses. */
export type Packs = Readonly<{
  packs: ReadonlyMap<string, Pack>
  years: readonly CalendarYear[]
  calendar: Calendar
  provisions: ReadonlyMap<ClauseId, Provision>
  texts: readonly ClauseFile[]
}>

/** What holds wherever the platform runs, before anyone has said of which agency he is 各机关共同的规定. */
export const baseOf = ({ packs }: Packs): Rules => packs.get('cn')?.rules ?? emptyRules

let installed: Packs | undefined

/** The packs of this installation, the nearest `packs/` above this file, read once; or those of another folder. @throws on the first malformed file, naming it */
export function loadPacks(dir?: string): Packs {
  if (dir !== undefined) return packsIn(dir)
  installed ??= packsIn(nearest())
  return installed
}

function packsIn(dir: string): Packs {
  const packs = new Map(foldersIn(dir).map((name) => [name, parsePack(name, jsonFiles(join(dir, name)))]))
  const years = Object.values(jsonFiles(join(dir, 'cn', 'calendar'))).map((file) => calendarYear.parse(file))
  const texts = textsIn(dir)
  return { packs, years, calendar: calendarOf(years), provisions: provisionsOf(texts), texts }
}

/** The texts of a folder and their clauses. @throws {z.ZodError} */
const textsIn = (dir: string): readonly ClauseFile[] => Object.values(jsonFiles(join(dir, 'clauses'))).map(parseClauses)

/** The texts of a folder as they stand; one that cannot be read is told, not thrown. */
export function clauseFilesIn(dir: string): Readonly<{ texts: readonly ClauseFile[]; findings: readonly PackFinding[] }> {
  const texts: ClauseFile[] = []
  const findings: PackFinding[] = []
  for (const name of namesIn(join(dir, 'clauses')))
    try {
      texts.push(parseClauses(readJson(join(dir, 'clauses', name))))
    } catch (error) {
      const [issue] = error instanceof z.ZodError ? error.issues : []
      const why = issue ? `${issue.path.map(String).join('.')}：${issue.message}` : '不是 JSON，或者有不属于这份文件的条款编号'
      findings.push({ pack: 'clauses', file: name, row: '', zh: `条款登记读不进来，${why}` })
    }
  return { texts, findings }
}

const foldersIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'clauses')
    .map(({ name }) => name)

/** The files of every pack of a folder as they stand, sound or not; what is no JSON is told, not thrown 逐个读入. */
export function packFilesIn(dir: string): Readonly<{ folders: ReadonlyMap<string, PackFiles>; findings: readonly PackFinding[] }> {
  const findings: PackFinding[] = []
  const read = (pack: string, name: string): [string, unknown][] => {
    try {
      return [[basename(name, '.json'), readJson(join(dir, pack, name))]]
    } catch {
      findings.push({ pack, file: name, row: '', zh: '不是 JSON，请检查括号、引号和逗号' })
      return []
    }
  }
  const folders = new Map(
    foldersIn(dir).map((pack) => [pack, Object.fromEntries(namesIn(join(dir, pack)).flatMap((name) => read(pack, name)))]),
  )
  return { folders, findings }
}

/**
 * The law of an agency 本机关适用的法: its pack and those beneath, its own register entries on top, calendar years entered since the release; `adopted`: a
 * newer version of its pack. The digest covers rows, calendar and register of clauses: whatever could change an answer changes it.
 */
export function lawOf(
  packs: Packs,
  packId: string,
  hash: Hash,
  registerRules?: Partial<Rules>,
  years: readonly CalendarYear[] = [],
  adopted?: Pack,
): Law {
  const chain = chainOf(adopted ? new Map(packs.packs).set(adopted.id, adopted) : packs.packs, packId)
  const layers = [...chain.map(({ rules }) => rules), ...(registerRules ? [registerRules] : [])].map((layer) => ({
    ...emptyRules,
    ...layer,
  }))
  const rules = overlay(layers)
  const calendar = years.length > 0 ? calendarOf([...packs.years, ...years]) : packs.calendar
  let digest: Digest | undefined
  return {
    ...rules,
    calendar,
    provisions: packs.provisions,
    chain,
    // told when it is first asked for: it takes longer than all else
    get digest() {
      digest ??= hash({ rules, calendar, provisions: provisionsDigest(packs, hash) })
      return digest
    },
  }
}

const digests = new WeakMap<Packs, Readonly<{ hash: Hash; digest: Digest }>>()

/** The register of clauses is the same for every agency: hashed once. */
function provisionsDigest(packs: Packs, hash: Hash): Digest {
  const held = digests.get(packs)
  if (held?.hash === hash) return held.digest
  const digest = hash(Object.fromEntries(packs.provisions))
  digests.set(packs, { hash, digest })
  return digest
}

const namesIn = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()

const jsonFiles = (dir: string): Record<string, unknown> =>
  Object.fromEntries(namesIn(dir).map((name) => [basename(name, '.json'), readJson(join(dir, name))]))

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new SyntaxError(`${file} is not JSON`, { cause })
  }
}

/** The folder of packs of this installation. */
export function nearest(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const dir = join(at, 'packs')
    if (existsSync(join(dir, 'cn', 'pack.json'))) return dir
    if (dirname(at) === at) throw new RangeError('no folder packs/ was found beside the program')
  }
}
