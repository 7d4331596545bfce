// Every way in which a rule is broken, the plainest first: in a row of a pack, or in the sources.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reads } from '#acts/reads'
import { findAct } from '#acts/table'
import { postsZh } from '#agency/post'
import { chainOf } from '#policy/overlay'
import { findParameter } from '#policy/parameters'
import { findKind, kinds } from '#register/kinds'

const without = (list, one) => list.filter((each) => each !== one)

/** How one row says something else, family by family. */
const changes = {
  periods: ({ value, unit }) => [
    { zh: `改为 ${value + 1}${unit}`, value: value + 1 },
    ...without(['日', '工作日', '月'], unit).map((unit) => ({ zh: `改为 ${value}${unit}`, unit })),
  ],
  limits: ({ value, unit }) => [{ zh: `改为 ${value + 1}${unit}`, value: value + 1 }],
  amounts: ({ fen }) => [{ zh: '数额加一元', fen: fen + 100 }],
  dates: ({ monthDay }) => [{ zh: '改为 06-15', monthDay: monthDay === '06-15' ? '06-16' : '06-15' }],
  lists: ({ items }) =>
    items.length > 1 ? [items[0], items.at(-1)].map((item) => ({ zh: `去掉“${item.zh}”`, items: without(items, item) })) : [],
  posts: ({ posts }) => [
    ...(posts.length > 1 ? [{ zh: '审批岗位颠倒先后', posts: posts.toReversed() }] : []),
    { zh: '改由系统管理员审批', posts: ['administrator'] },
  ],
  modes: ({ mode }, key) =>
    without(Object.keys(findParameter('modes', key)?.modes ?? {}), mode).map((mode) => ({ zh: `改为 ${mode}`, mode })),
  separation: ({ severity }) => [severity === 'block' ? { zh: '只提示', severity: 'warn' } : { zh: '不准办理', severity: 'block' }],
  forms: ({ fields }) => fields.map((field) => ({ zh: `去掉“${field.zh}”一项`, fields: without(fields, field) })),
}

/** What a list asks of its entries whatever the pack is asked twice 必填: it goes where the pack's rows go. */
function asked(key) {
  const kind = kinds.find(({ requires }) => requires === key)
  return kind ? { list: kind.id, how: 'optional' } : {}
}

/** The ways in which a clause of a pack has its rules broken. `packs` as they are loaded, with their files in `root`. */
export function waysIn(root, packs) {
  const files = new Map()
  const fileOf = (pack, family) => {
    const name = `${pack}/${family}`
    if (!files.has(name)) {
      const has = Object.keys(packs.packs.get(pack).rules[family]).length > 0
      files.set(name, has ? JSON.parse(readFileSync(join(root, 'packs', `${name}.json`), 'utf8')) : {})
    }
    return files.get(name)
  }

  /** The rows that keep this clause: those that cite it, else those of the nearest pack beneath its text's. */
  function placesOf({ id, text }, family, key, isMeant, cites) {
    const all = [...packs.packs.keys()].flatMap((pack) =>
      (fileOf(pack, family)[key] ?? []).flatMap((row, at) => (isMeant(row) ? [{ pack, at, row }] : [])),
    )
    const own = all.filter(({ row }) => cites(row, id))
    if (own.length > 0) return own
    const chain = chainOf(packs.packs, text.pack).toReversed()
    const nearest = chain.find((pack) => all.some((each) => each.pack === pack.id))
    return all.filter(({ pack }) => pack === nearest?.id)
  }

  /** These rows as `change` makes them, or without them. */
  function rowsAs(family, key, places, change) {
    const rows = {}
    for (const { pack, at } of places) {
      const name = `${pack}/${family}`
      rows[name] ??= { [key]: fileOf(pack, family)[key].map((row) => row) }
      rows[name][key][at] = change?.(rows[name][key][at])
    }
    for (const name of Object.keys(rows)) rows[name][key] = rows[name][key].filter((row) => row)
    return { rows }
  }

  function row(clause, name) {
    const [, family, key] = /^(\w+)\/(.+)$/.exec(name)
    const places = placesOf(
      clause,
      family,
      key,
      (row) => !row.yieldsTo,
      ({ clauses, fields = [] }, id) => clauses.includes(id) || fields.some((field) => field.clauses?.includes(id)),
    )
    const changed = places.slice(0, 1).flatMap(({ row: first }) =>
      changes[family](first, key).map(({ zh, ...as }, n) => ({
        zh,
        // other rows of the same rule change in the same way
        broken: rowsAs(family, key, places, (row) => {
          if (row === first) return { ...row, ...as }
          const { zh: _, ...same } = changes[family](row, key)[n] ?? {}
          return { ...row, ...same }
        }),
      })),
    )
    const ways = places.length > 0 ? [...changed, { zh: '删去这一行', broken: rowsAs(family, key, places) }] : []
    return ways.map(({ zh, broken }) => ({ zh, broken: { ...broken, ...asked(key) } }))
  }

  function within(clause, family, key, part, id, cites) {
    const places = placesOf(
      clause,
      family,
      key,
      (row) => !row.yieldsTo && row[part].some((each) => each.id === id),
      (row, clause) => row[part].some((each) => each.id === id && cites(each, clause)),
    )
    const broken = rowsAs(family, key, places, (row) => {
      const rest = row[part].filter((each) => each.id !== id)
      return rest.length > 0 && { ...row, [part]: rest }
    })
    return places.length > 0 ? [{ zh: '去掉这一项', broken: { ...broken, ...asked(key) } }] : []
  }

  const split = (name) => /^(.+)\/(.+)$/.exec(name).slice(1)
  const sorts = {
    row,
    item: (clause, name) => within(clause, 'lists', split(name)[0], 'items', split(name)[1], (item, id) => item.clause === id),
    field: (clause, name) => within(clause, 'forms', split(name)[0], 'fields', split(name)[1], (field, id) => field.clauses?.includes(id)),
    refusal: (_, code) => [{ zh: '不再因此不予办理', broken: { refusal: code } }],
    act: (_, id) => {
      const { by, closed } = findAct(id)
      return [
        { zh: '办理以后什么也没有发生', broken: { act: id, how: 'silent' } },
        ...(Array.isArray(by) ? [{ zh: '任何岗位都可以办理', broken: { act: id, how: 'open', by: Object.keys(postsZh) } }] : []),
        ...(closed ? [{ zh: '不问能不能办', broken: { act: id, how: 'unchecked' } }] : []),
      ]
    },
    list: (_, id) => [
      { zh: '各栏都不公开', broken: { list: id, how: 'hidden' } },
      ...(findKind(id).fields.some(({ must }) => must) ? [{ zh: '各栏都可以不填', broken: { list: id, how: 'optional' } }] : []),
    ],
    read: (clause, id) => {
      const rows = reads.filter((row) => row.id === id)
      const own = rows.filter(({ clauses }) => clauses.includes(clause.id))
      return [{ zh: '去掉这一查阅事项', broken: { read: id, by: (own.length > 0 ? own : rows).flatMap(({ clauses }) => clauses) } }]
    },
  }

  /** How this rule of this clause is broken. */
  return (clause, rule) => {
    const [, sort, name] = /^(\w+):(.+)$/.exec(rule)
    return sorts[sort](clause, name)
  }
}
