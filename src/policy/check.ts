import type { ClauseId } from '#law/clause'
import { addDays } from '#law/day'
import { nearest } from '#law/near'
import { disagreements } from '#policy/conflict'
import { contentOf } from '#policy/content'
import type { Provision } from '#policy/law'
import { chainOf } from '#policy/overlay'
import {
  type Family,
  families,
  isPack,
  type Pack,
  type PackFiles,
  type PackFinding,
  type Rank,
  ranks,
  readPack,
  rowName,
} from '#policy/pack'
import { findParameter, keyedElsewhere, parameters } from '#policy/parameters'
import { type AnyRow, dropped, looser, overlaps, rowsOf } from '#policy/stricter'

/** 岗位: the posts that a rule may name. */
export const postIds = [
  'handler',
  'unitHead',
  'reviewer',
  'head',
  'leaderInCharge',
  'principalLeader',
  'publisher',
  'releaser',
  'supervisor',
  'administrator',
] as const

type Packs = ReadonlyMap<string, Pack>
type Provisions = ReadonlyMap<ClauseId, Provision>

/** What is read of a folder of packs 读入: the sound ones, and what is malformed in the others. */
export function readPacks(folders: ReadonlyMap<string, PackFiles>): Readonly<{ packs: Packs; findings: readonly PackFinding[] }> {
  const read = [...folders].map(([id, files]) => readPack(id, files))
  return {
    packs: new Map(read.filter(isPack).map((pack) => [pack.id, pack])),
    findings: read.flatMap((each) => (isPack(each) ? [] : each)),
  }
}

/** Every fault of these packs 规则包检查. */
export const checkPacks = (packs: Packs, provisions: Provisions): PackFinding[] =>
  [...packs.values()].flatMap((pack) => checkPack(packs, provisions, pack))

/** Every fault of one pack, among those that it lies upon. */
export function checkPack(packs: Packs, provisions: Provisions, pack: Pack): PackFinding[] {
  const wrongBase = misplaced(packs, pack)
  const chain = wrongBase.length > 0 ? [pack] : chainOf(packs, pack.id)
  const beneath = chain.slice(0, -1)
  const find = (family: Family, row: string, zh: string): PackFinding => ({ pack: pack.id, file: `${family}.json`, row, zh })
  const found = families.flatMap((family) =>
    Object.entries<readonly AnyRow[]>(pack.rules[family]).flatMap(([key, rows]) => {
      const lower = beneath.flatMap(({ id, rules }) => rowsOf(rules, family, key).map((row) => ({ id, row })))
      const known = unknownKey(family, key, wrongBase.length > 0 ? undefined : chain[0], provisions)
      const empty = rows.length === 0 ? ['没有一行规定，请写明或者删去'] : []
      return [
        ...[...known, ...empty].map((zh) => find(family, key, zh)),
        ...rows.flatMap((row, n) =>
          [
            ...follows(rows[n - 1], row),
            ...registered(row, provisions),
            ...begun(row, provisions),
            ...worded(row, family, key),
            ...allowed(row, lower, family, key),
            ...(ofLocal(pack) ? cut(row, lower) : []),
            ...yielding(row, lower, provisions, family, key),
          ].map((zh) => find(family, rowName(key, row, n), zh)),
        ),
      ]
    }),
  )
  return [...wrongBase, ...found, ...(wrongBase.length > 0 ? [] : [...lacking(chain, pack), ...misordered(chain, pack)])]
}

/** What is wrong with one key that an agency sets itself 本机关所定的一项: the key, its words, posts, clauses and days. */
export function entryFaults(family: Family, key: string, rows: readonly AnyRow[], provisions: Provisions): string[] {
  const each = rows.flatMap((row, n) =>
    [...follows(rows[n - 1], row), ...registered(row, provisions), ...worded(row, family, key)].map(
      (zh) => `${rowName(key, row, n)}：${zh}`,
    ),
  )
  return [...unknownKey(family, key, undefined, provisions).map((zh) => `${key}：${zh}`), ...each]
}

/** What it lies upon is there, in no circle, of no lower rank and of the same field 层级. */
function misplaced(packs: Packs, pack: Pack): PackFinding[] {
  const said = (zh: string): PackFinding[] => [{ pack: pack.id, file: 'pack.json', row: 'beneath', zh }]
  const order = Object.keys(ranks)
  const height = ({ rank }: Readonly<{ rank: Rank }>) => order.indexOf(rank)
  const seen = new Set<string>()
  const walk = (id: string, path: readonly string[]): PackFinding[] => {
    const at = packs.get(id)
    if (path.includes(id)) return said(`层级成环：${[...path.slice(path.indexOf(id)), id].join(' → ')}`)
    if (!at) return said(`没有规则包 ${id}，或者它本身有格式问题`)
    if (seen.has(id)) return []
    seen.add(id)
    if (at !== pack && height(at) > height(pack)) return said(`${id}（${ranks[at.rank]}）低于本包（${ranks[pack.rank]}），不能放在下面`)
    if (at.field && pack.field && at.field !== pack.field) return said(`${id} 属于另一个领域`)
    return at.beneath.flatMap((lower) => walk(lower, [...path, id]))
  }
  return walk(pack.id, [])
}

/** The key of a row is a parameter; of ranges and benchmarks, an article; of forms, a paper that the base knows. */
function unknownKey(family: Family, key: string, base: Pack | undefined, provisions: Provisions): string[] {
  if (family === 'forms') return !base || Object.hasOwn(base.rules.forms, key) ? [] : [`没有文书 ${key}`]
  if (keyedElsewhere.includes(family)) return provisions.has(key as ClauseId) ? [] : [`${key} 未在条款登记中`]
  if (findParameter(family, key)) return []
  const near = nearest(
    key,
    parameters.filter((each) => each.family === family).map((each) => each.key),
  )
  const elsewhere = parameters.find((each) => each.key === key)?.family
  return [`没有这个参数${near ? `，是不是 ${near}？` : elsewhere ? `，它在 ${elsewhere}.json` : '，请对照参数表'}`]
}

/** Rows of one key in one pack follow each other day by day, and are chosen by the same day. */
function follows(before: AnyRow | undefined, row: AnyRow): string[] {
  if (row.to && row.to < row.from) return [`止于 ${row.to}，早于起始日`]
  if (!before) return []
  if (before.by !== row.by) return [`与前一行的适用日不同（${before.by}、${row.by}）`]
  if (!before.to || row.from <= before.to) return ['与前一行重叠：前一行应当先止']
  return row.from === addDays(before.to, 1) ? [] : [`${before.to} 与 ${row.from} 之间没有规定`]
}

const clausesIn = (row: AnyRow): readonly ClauseId[] => [
  ...row.clauses,
  ...('items' in row ? row.items.map((item) => item.clause) : []),
  ...('fields' in row ? row.fields.flatMap(({ clauses = [] }) => clauses) : []),
]

/** Every clause is registered. */
const registered = (row: AnyRow, provisions: Provisions): string[] =>
  [...new Set(clausesIn(row))].filter((id) => !provisions.has(id)).map((id) => `条款 ${id} 未在条款登记中`)

/** One of its clauses at least is in force when the row begins. */
function begun(row: AnyRow, provisions: Provisions): string[] {
  const found = clausesIn(row).flatMap((id) => provisions.get(id) ?? [])
  return found.length === 0 || found.some(({ from, to }) => from <= row.from && (!to || row.from <= to))
    ? []
    : [`所引条款在 ${row.from} 均未施行`]
}

/** Posts and words are known, items are named once. */
function worded(row: AnyRow, family: Family, key: string): string[] {
  const named = 'items' in row ? row.items.map(({ id }) => id) : 'entries' in row ? row.entries.map(({ id }) => id) : []
  const seen = new Set<string>()
  const twice = named.find((id) => seen.size === seen.add(id).size)
  const { modes, items: known } = findParameter(family, key) ?? {}
  const strange = known && named.find((id) => !known.includes(id))
  return [
    ...(twice ? [`${twice} 列了两次`] : []),
    ...(strange ? [`${strange} 不在可列的各项之中：${known.join('、')}`] : []),
    ...('posts' in row
      ? row.posts.filter((post) => !postIds.some((id) => id === post)).map((post) => `没有岗位 ${post}，岗位有 ${postIds.join('、')}`)
      : []),
    ...('mode' in row && modes && !Object.hasOwn(modes, row.mode)
      ? [
          `${row.mode} 不在可选的方式之中：${Object.entries(modes)
            .map(([id, zh]) => `${id}（${zh}）`)
            .join('、')}`,
        ]
      : []),
  ]
}

type Lower = readonly Readonly<{ id: string; row: AnyRow }>[]

/** A fixed row is not overridden; one that may be made stricter is not loosened. A row that yields is on record only. */
function allowed(row: AnyRow, beneath: Lower, family: Family, key: string): string[] {
  if (row.yieldsTo) return []
  return beneath
    .filter(({ row: lower }) => !lower.yieldsTo && (lower.by !== row.by || overlaps(row, lower)))
    .flatMap(({ id, row: lower }) => {
      const place = `${id} ${lower.from} 起的规定（${lower.clauses.join('、')}）`
      if (lower.by !== row.by) return [`适用日与 ${place}不同`]
      if (lower.local === 'fixed') return [`改动了不得改动的 ${place}`]
      if (lower.local === 'stricter' && looser(row, lower, family, key)) return [`宽于 ${place}，只可从严`]
      return []
    })
}

/** A province, a city, a county may perfect the forms of its superior; what these must hold stays in them 地方的文书格式. */
const ofLocal = ({ rank }: Pack): boolean => rank !== 'national' && rank !== 'department'
const cut = (row: AnyRow, beneath: Lower): string[] =>
  beneath
    .filter(({ row: lower }) => overlaps(row, lower))
    .flatMap(({ id, row: lower }) => dropped(row, lower).map(({ zh }) => `删去了 ${id} 的格式应当载明的「${zh}」`))

/** What yields names a clause above that it does contradict. */
function yielding(row: AnyRow, beneath: Lower, provisions: Provisions, family: Family, key: string): string[] {
  const { yieldsTo } = row
  if (!yieldsTo) return []
  if (!provisions.has(yieldsTo)) return [`条款 ${yieldsTo} 未在条款登记中`]
  const above = beneath.filter(({ row: lower }) => overlaps(row, lower) && lower.clauses.includes(yieldsTo))
  if (above.length === 0) return [`写明不适用而依 ${yieldsTo}，但下层同期没有依据 ${yieldsTo} 的规定`]
  return above.some(({ row: lower }) => contentOf(row) !== contentOf(lower) && (lower.local === 'fixed' || looser(row, lower, family, key)))
    ? []
    : [`与 ${yieldsTo} 并不抵触，不应写明不适用`]
}

/** What no agency works without is there, and does not end 缺项. */
const lacking = (chain: readonly Pack[], pack: Pack): PackFinding[] =>
  pack.field
    ? parameters
        .filter(({ always, family, key }) => {
          const rows = chain.flatMap(({ rules }) => rowsOf(rules, family, key))
          return always && !rows.some(({ to, yieldsTo }) => !to && !yieldsTo)
        })
        .map(({ family, key, zh }) => ({ pack: pack.id, file: `${family}.json`, row: key, zh: `缺少“${zh}”：没有它不能办案` }))
    : []

/** Of two packs of one rank the later text lies above, so that it is the one in force 同级以后者为准. */
const misordered = (chain: readonly Pack[], pack: Pack): PackFinding[] =>
  disagreements(chain)
    .filter(({ why, winner, lower }) => why === 'later' && winner === 'higher' && !lower.row.yieldsTo)
    .map(({ family, key, higher, lower }) => ({
      pack: pack.id,
      file: 'pack.json',
      row: 'beneath',
      zh: `${higher.pack} 与 ${lower.pack} 同级，${family} ${key} 以后施行的 ${higher.pack} 为准，应当排在后面，或者在 ${lower.pack} 写明不适用`,
    }))
