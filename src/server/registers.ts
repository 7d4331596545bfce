import { certificateStateZh } from '#agency/bearer'
import { type Post, postsZh } from '#agency/post'
import { findPublicAgency, listCertificates, listEntrustings, listPublicUnits, type PublicAgency } from '#agency/store'
import { unitKinds } from '#agency/unit'
import type { Pool } from '#db/pool'
import { citingNow } from '#dossier/due'
import { type Citation, clauseId } from '#law/clause'
import type { Day } from '#law/day'
import { yuan } from '#law/money'
import { type Chart, chartOf, reviewChart } from '#penalty/chart'
import { findInForce, type Law, on as onDay, type Rules, type Span } from '#policy/law'
import { lawOf } from '#policy/load'
import { chainOf } from '#policy/overlay'
import type { Pack } from '#policy/pack'
import { requiredOf } from '#register/acts'
import { type Changed, courseOf, isOpen, itemsOf, type OpenFamily, type OpenRow, type Stood } from '#register/adopted'
import type { Entry } from '#register/kind'
import { kindOf, kinds } from '#register/kinds'
import type { Found, Listed } from '#register/listed'
import {
  countEntries,
  historyOf,
  listAdopted,
  listEntries,
  listPublicChanges,
  listPublicRules,
  searchEntries,
  tallyPublicLists,
} from '#register/store'
import { updatingOn } from '#register/updating'
import { toldIn, type ViewId, views } from '#register/views'
import { hash } from '#server/digest'
import type { Pages } from '#server/pages'
import type { Streams } from '#server/streams'
import type { AdoptedLine, Adoption, History, Lacking, RegisterSummary, RegistersData, Shown, SiteData } from '#web/portal/data.ts'
import { placesOf } from '#web/portal/found.ts'

const bases = { gains: '违法所得', loss: '造成损失金额', fraud: '骗取金额', value: '货值金额' } as const

/** A range of a fine, read out 罚款幅度. */
const spanZh = (span: Span): string =>
  span.in === 'fen'
    ? `${yuan(span.least)}至${yuan(span.most)}`
    : `${bases[span.of]}的 ${span.least} 至 ${span.most}${span.in === 'times' ? ' 倍' : '%'}`

/** The lists that are public. */
const shownKinds = kinds.filter(({ id }) => !kindOf(id).inner)

/** `later`: so many stood on that day by their own dates, and were adopted afterwards. */
type Told = Readonly<{ fields: Shown['fields']; entries: readonly Entry[]; later?: number }>

const told = (fields: readonly (readonly [string, string])[], entries: readonly Entry[]): Told => ({
  fields: fields.map(([id, zh]) => ({ id, zh })),
  entries,
})

/** So many adoptions stand beside a register; all of them on a page of their own. */
const ADOPTIONS = 100

const columns: Readonly<Record<OpenFamily, readonly (readonly [string, string])[]>> = {
  catalogue: [
    ['name', '重大执法决定'],
    ['basis', '依据'],
  ],
  benchmarks: [
    ['name', '条文和档次'],
    ['when', '适用情形'],
    ['fine', '罚款幅度'],
    ['maker', '制定机关'],
    ['source', '出处'],
  ],
}
const dates = [
  ['from', '施行之日'],
  ['to', '最后施行之日'],
  ['adopted', '采用'],
] as const

/** An adoption on one line: when, by whom, on what, and how much it changed 一次采用. */
const adoptionOf = ({ adopted, altered }: Changed): Adoption => {
  const brought = altered.length > 0 ? altered.flatMap(({ after }) => after?.row ?? []) : Object.values(adopted.held).flat()
  const count = (how: string) => altered.filter((each) => each.how === how).length
  return {
    ...{ no: adopted.no, on: adopted.on, by: postsZh[adopted.post as Post] ?? adopted.post, pack: adopted.pack },
    basis: adopted.basis ? [adopted.basis] : [...new Set(brought.map(({ source }) => source))],
    ...(adopted.examined ? { examined: adopted.examined } : {}),
    ...{ added: count('added'), changed: count('changed'), struck: count('struck') },
  }
}

/** What is asked of a register of the portal 查询. */
export type Asking = Readonly<{ agency: string; id: string; on: Day; words: readonly string[] }>

/** 事前公开 as the portal tells it: lists as they were released, and what other acts tell, each on any day. Read from `pub` alone. */
export function registers({ portal, pages, streams }: Readonly<{ portal: Pool; pages: Pages; streams: Streams }>) {
  /** The agency's law, from its pack and from what it made public of its own decisions. */
  const lawFor = (agency: string, { pack }: PublicAgency): Promise<Law | false> =>
    pages.once(`law ${agency}`, async () => {
      if (!pack) return false
      const rules: Record<string, Record<string, unknown>> = {}
      const shown = await listPublicRules(portal, agency)
      for (const { family, key, rows } of shown) if (family !== 'pack') rules[family] = { ...rules[family], [key]: rows }
      const [adopted] = (shown.find(({ family }) => family === 'pack')?.rows ?? []) as readonly Pack[]
      return lawOf(streams.packs, pack, hash, rules as Partial<Rules>, [], adopted)
    })

  const cited = (law: Law | false, clauses: readonly string[], on: Day): readonly Citation[] =>
    law
      ? citingNow(law, clauses as never, on)
      : clauses.map((id) => ({ id: clauseId.parse(id), cite: streams.packs.provisions.get(id as never)?.cite ?? id }))

  /** How what it adopted of a family came to be, adoption by adoption. */
  const courseFor = (agency: string, { pack }: PublicAgency, family: OpenFamily) =>
    pages.once(`course ${agency} ${family}`, async () => {
      const layers = pack ? chainOf(streams.packs.packs, pack).map(({ rules }) => rules[family]) : []
      return courseOf(layers.slice(0, -1), layers.at(-1) ?? {}, await listAdopted(portal, agency, family), hash)
    })

  /** An entry as it is read out 条目. */
  const readOut = ({ key, row, item }: Stood): Entry => {
    if (!('grades' in row)) return { name: row.entries.find((entry) => entry === item)?.zh ?? '', basis: row.source }
    const grade = row.grades.find((each) => each === item)
    return {
      name: `${streams.packs.provisions.get(key as never)?.cite ?? key} ${grade?.zh ?? ''}`,
      ...(grade ? { when: grade.when, fine: spanZh(grade.span) } : {}),
      ...{ maker: row.maker === 'own' ? '本机关' : '上级机关', source: row.source },
    }
  }

  /** What of a family is in force on a day by its own dates 当日施行的, as it is known now; and when it was adopted, where the agency did that. */
  async function standing(agency: string, place: PublicAgency, family: OpenFamily, on: Day): Promise<Told> {
    const [law, { broughtBy }] = [await lawFor(agency, place), await courseFor(agency, place, family)]
    const stood = Object.keys(law ? law[family] : {}).flatMap((key) => {
      const row = law && findInForce<OpenRow>(law[family], key, onDay(on))
      return row ? itemsOf(row).map((item) => ({ item: { key, row, item }, adopted: broughtBy(key, row)?.on })) : []
    })
    const entries = stood.map(({ item, adopted }) => ({
      ...readOut(item),
      ...{ from: item.row.from, ...(item.row.to ? { to: item.row.to } : {}), ...(adopted ? { adopted } : {}) },
    }))
    return { ...told([...columns[family], ...dates], entries), later: stood.filter(({ adopted }) => adopted && on < adopted).length }
  }

  const tellers: Readonly<Record<ViewId, (agency: string, place: PublicAgency, on: Day) => Promise<Told>>> = {
    body: async (_agency, { name, field, phone, address }) =>
      told(
        [
          ['name', '执法主体'],
          ['field', '领域'],
          ['address', '办公地址'],
          ['phone', '联系电话'],
        ],
        [{ name, field: field === 'health' ? '卫生健康' : '医疗保障', ...(address ? { address } : {}), ...(phone ? { phone } : {}) }],
      ),
    units: async (agency, _place, on) =>
      told(
        [
          ['name', '名称'],
          ['use', '职责'],
        ],
        (await listPublicUnits(portal, agency, on)).map(({ name, use }) => ({ name, ...(use ? { use: unitKinds[use] } : {}) })),
      ),
    officers: async (agency, _place, on) =>
      told(
        [
          ['name', '姓名'],
          ['no', '执法证号'],
          ['unit', '所在机构'],
          ['body', '受委托组织'],
          ['term', '有效期'],
          ['state', '证件状态'],
        ],
        (await pages.once(`officers ${agency}`, () => listCertificates(portal, agency)))
          .map((each) => ({
            ...{ name: each.name, no: each.no, unit: each.unit },
            ...(each.body ? { body: each.body } : {}),
            ...{ term: `${each.from} 至 ${each.to}`, state: certificateStateZh(each, on) },
          }))
          .filter(({ state }) => state === '有效' || state === '暂扣'),
      ),
    entrusted: async (agency, _place, on) =>
      told(
        [
          ['name', '受委托组织'],
          ['letterNo', '委托书文号'],
          ['matters', '委托事项'],
          ['powers', '权限'],
          ['term', '期限'],
          ['published', '委托书公布'],
        ],
        (await listEntrustings(portal, agency)).flatMap(({ name, letterNo, matters, powers, from, to, publishedOn, publishedAt }) =>
          from <= on && on <= to
            ? [
                {
                  name,
                  letterNo,
                  matters: matters.join('；'),
                  powers,
                  term: `${from} 至 ${to}`,
                  published: `${publishedOn}，${publishedAt}`,
                },
              ]
            : [],
        ),
      ),
    catalogue: (agency, place, on) => standing(agency, place, 'catalogue', on),
    benchmarks: (agency, place, on) => standing(agency, place, 'benchmarks', on),
    chart: (agency, place, on) => drawn(chartOf(), agency, place, on),
    reviewChart: (agency, place, on) => drawn(reviewChart(), agency, place, on),
  }

  /** A chart step by step 流程图逐步. */
  async function drawn({ states, steps, moves }: Chart, agency: string, place: PublicAgency, on: Day): Promise<Told> {
    const law = await lawFor(agency, place)
    const zh = new Map(states.map((state) => [state.id, state.zh] as const))
    return told(
      [
        ['name', '步骤'],
        ['in', '环节'],
        ['to', '办成以后'],
        ['by', '由谁办'],
        ['basis', '依据'],
      ],
      steps.map(({ act, zh: name, by, clauses, in: places }) => {
        const to = [...new Set(moves.flatMap((move) => (move.act === act ? [zh.get(move.to) ?? move.to] : [])))]
        return {
          ...{ name, in: places.map((place) => zh.get(place) ?? place).join('、') },
          ...(to.length > 0 ? { to: to.join('、') } : {}),
          by: by === 'system' ? '系统' : by === 'public' ? '任何人' : by.map((post) => postsZh[post]).join('、'),
          basis: cited(law, clauses, on)
            .map(({ cite }) => cite)
            .join('、'),
        }
      }),
    )
  }

  const isView = (id: string): id is ViewId => views.some((view) => view.id === id)

  /** What other acts tell, as entries; searched here, since there are few. */
  async function viewed({ agency, id, on, words }: Asking & { id: ViewId }, place: PublicAgency): Promise<Required<Told>> {
    const { fields, entries, later = 0 } = await tellers[id](agency, place, on)
    return {
      ...{ fields, later },
      entries: entries.filter((entry) => words.every((word) => Object.values(entry).some((text) => placesOf(text, [word]).length > 0))),
    }
  }

  return {
    isRegister: (id: string): boolean => isView(id) || shownKinds.some((kind) => kind.id === id),

    /** Every register of an agency, what it is by, since when it stands and how much there is of it 事前公开一览. */
    async summary(
      agency: string,
      on: Day,
    ): Promise<Readonly<{ registers: readonly RegisterSummary[]; lacking: readonly Lacking[] }> | undefined> {
      const place = await findPublicAgency(portal, agency)
      if (!place) return undefined
      const law = await lawFor(agency, place)
      const own = await tallyPublicLists(portal, [agency])
      const ofViews = await Promise.all(
        views.map(async ({ id, zh, clauses, by }) => ({
          ...{ id, zh, clauses: cited(law, clauses, on), by },
          releasedOn: isOpen(id) ? ((await courseFor(agency, place, id)).changes.at(-1)?.adopted.on ?? null) : null,
          count: (await viewed({ agency, id, on, words: [] }, place)).entries.length,
        })),
      )
      const ofLists = await Promise.all(
        shownKinds.map(async ({ id, zh, clauses }) => {
          const known = own.find(({ list }) => list === id)
          const count = known
            ? await pages.once(`count ${agency} ${id} ${on}`, async () => ({
                n: await countEntries(portal, 'pub.list_entry', { agency, list: id, on }),
              }))
            : { n: 0 }
          return { id, zh, clauses: cited(law, clauses, on), by: null, releasedOn: known?.releasedOn ?? null, count: count.n }
        }),
      )
      const kept = ofLists.filter(({ id, releasedOn }) => releasedOn !== null || !kindOf(id).optional)
      const registers = [...ofViews, ...kept]
      const there = new Set<string>(registers.flatMap(({ id, count }) => (count > 0 ? [id] : [])))
      const asked = (law && findInForce(law.lists, 'standing.classes', onDay(on))?.items) || []
      const lacking = asked.flatMap(({ id, zh, clause }) =>
        toldIn[id]?.some((register) => there.has(register)) ? [] : [{ zh, clauses: cited(law, [clause], on) }],
      )
      return { registers, lacking }
    },

    /** The agency of a site that is of one alone 只有一个机关的, with its registers. */
    async only({ agencies, today }: Pick<SiteData, 'agencies' | 'today'>): Promise<Omit<RegistersData, keyof SiteData> | undefined> {
      const [one, ...others] = agencies
      const found = one && others.length === 0 ? await this.summary(one.agency, today) : undefined
      return one && found && { agency: one.agency, name: one.name, ...found }
    },

    /** One entry of a list as it stands on a day 一个条目. */
    async entry({ agency, id, on }: Omit<Asking, 'words'>, key: string): Promise<Found | undefined> {
      const history = await historyOf(portal, 'pub.list_entry', { agency, list: id, key })
      const last = history.find(({ from }) => from <= on)
      return last?.entry ? { key, entry: last.entry, from: last.from, set: last.set } : undefined
    },

    /** One register on a day, or what was looked for in it 一份清单. */
    async find(asks: Asking, stretch: Readonly<{ limit: number; offset: number }>): Promise<Shown | undefined> {
      const { agency, id, on, words } = asks
      const place = await findPublicAgency(portal, agency)
      if (!place) return undefined
      const law = await lawFor(agency, place)
      if (isView(id)) {
        const view = views.find((each) => each.id === id) as (typeof views)[number]
        const { fields, entries, later } = await viewed({ ...asks, id }, place)
        const changes = isOpen(id) ? (await courseFor(agency, place, id)).changes : undefined
        const items = entries
          .slice(stretch.offset, stretch.offset + stretch.limit)
          .map((entry): Found => ({ key: '', entry, from: on, set: '' }))
        return {
          ...{ agency, agencyZh: place.name, id, zh: view.zh, clauses: cited(law, view.clauses, on), by: view.by, fields },
          ...{ items, total: entries.length, more: false, changes: [] },
          ...(changes ? { later, adoptions: changes.slice(-ADOPTIONS).toReversed().map(adoptionOf) } : {}),
        }
      }
      const kind = kindOf(id)
      const updating = law && updatingOn(law, on)
      const required = law ? requiredOf(law, kind, on).map(({ id }) => id) : []
      const listed: Listed =
        words.length > 0
          ? await searchEntries(portal, 'pub.list_entry', { agency, list: id, on, words }, stretch)
          : {
              items: await listEntries(portal, 'pub.list_entry', { agency, list: id, on }, stretch),
              total: (
                await pages.once(`count ${agency} ${id} ${on}`, async () => ({
                  n: await countEntries(portal, 'pub.list_entry', { agency, list: id, on }),
                }))
              ).n,
              more: false,
            }
      return {
        ...{ agency, agencyZh: place.name, id, zh: kind.zh, clauses: cited(law, kind.clauses, on), by: null },
        ...(updating ? { updating: { zh: updating.zh, clauses: cited(law, updating.clauses, on) } } : {}),
        fields: kind.fields.flatMap(({ id, zh, must, choices, inner }) =>
          inner ? [] : [{ id, zh, must: must === true || required.includes(id), ...(choices ? { choices } : {}) }],
        ),
        ...listed,
        changes: await listPublicChanges(portal, agency, id),
      }
    },

    /** Every adoption of a family, entry by entry, the newest first 采用和变更的经过. */
    async history(
      { agency, id }: Pick<Asking, 'agency' | 'id'>,
      { limit, offset }: Readonly<{ limit: number; offset: number }>,
    ): Promise<History | undefined> {
      const place = await findPublicAgency(portal, agency)
      const view = views.find((each) => each.id === id)
      if (!place || !view || !isOpen(view.id)) return undefined
      const { changes } = await courseFor(agency, place, view.id)
      const lines = changes.toReversed().flatMap((change): readonly AdoptedLine[] => {
        const adoption = adoptionOf(change)
        if (change.altered.length === 0) return [{ adoption }]
        return change.altered.map(({ before, after, ...line }) => ({
          ...{ adoption, ...line },
          ...(before ? { before: readOut(before) } : {}),
          ...(after ? { after: readOut(after) } : {}),
        }))
      })
      return {
        ...{ agency, agencyZh: place.name, id, zh: view.zh, fields: columns[view.id].map(([id, zh]) => ({ id, zh })) },
        ...{ items: lines.slice(offset, offset + limit), total: lines.length, adoptions: changes.length },
      }
    },
  }
}
