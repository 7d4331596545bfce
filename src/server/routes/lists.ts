import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { extentsOf } from '#acts/reads'
import { type Agency, nameOf } from '#agency/agency'
import { may } from '#agency/may'
import { type Post, postFor, postsZh } from '#agency/post'
import type { Queryable } from '#db/pool'
import { binding, citing, citingNow } from '#dossier/due'
import { day } from '#law/day'
import { findInForce, type Law, on as onDay } from '#policy/law'
import { prepareChange, requiredOf } from '#register/acts'
import { type Change, type ChangeState, changeStatesZh, counted, type Draft } from '#register/change'
import { csvText } from '#register/csv'
import { gridOf, read } from '#register/intake'
import type { Entry, Field, ListKind } from '#register/kind'
import { findKind, kindOf, kinds } from '#register/kinds'
import { comparedIn, type Mismatch, mismatches, shared, withLines } from '#register/matching'
import { gone } from '#register/outdated'
import {
  type ChangeRow,
  countEntries,
  entriesBefore,
  entriesNaming,
  entriesOn,
  historyOf,
  LOOKED_AT,
  listChanges,
  listEntries,
  searchEntries,
  standingOn,
  tallyChanges,
} from '#register/store'
import { views } from '#register/views'
import { forbidden, malformed, notThere, problem } from '#server/problem'
import { asked, page, parse, wordsIn } from '#server/request'
import { beforeTaking, signedIn } from '#server/routes/session'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'
import { LARGEST_TABLE, sheetsOf, xlsxOf } from '#server/spreadsheet'

const PAGE = 50
/** So many lines of a change are shown at once. */
const LINES = 200
/** So many entries are written out in one table 一次导出至多. */
const ROWS = 200_000

const tables = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

const query = z.object({ q: asked, on: day.optional().catch(undefined), page })
const mapping = z.strictObject({
  sheet: z.coerce.number().int().min(0).max(20),
  headingRow: z.coerce.number().int().min(1).max(50_000),
  fields: z.string().transform((text) => text.split(',').map((id) => id || null)),
})

const idIn = (request: FastifyRequest): string => (request.params as { id: string }).id

const fieldOf = ({ id, zh, holds, choices, must, inner }: Field) => ({
  ...{ id, zh, holds: holds ?? 'line', must: must === true, inner: inner === true },
  ...(choices ? { choices } : {}),
})

/** How a change is told on one line 变更一览; `mine`: it waits for whoever asks. */
const lineOf = ({ nextPost, preparedBy, ...change }: ChangeRow, agency: Agency, officer: string) => ({
  ...change,
  mine: nextPost
    ? postFor(agency.officers[officer]?.posts ?? [], [nextPost as Post]) !== undefined
    : change.state === 'returned' && preparedBy === officer,
  listZh: kindOf(change.list).zh,
  stateZh: changeStatesZh[change.state as ChangeState],
  waitsFor: nextPost ? postsZh[nextPost as Post] : null,
  preparedBy: nameOf(agency, preparedBy),
})

/** 清单与名录 as the agency keeps it: the lists, their entries on any day, their changes, tables in and out. */
export async function listRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock } = served.deps
  const kindIn = (request: FastifyRequest): ListKind | undefined => findKind((request.params as { list: string }).list)
  const chainZh = (law: Law, { chain }: ListKind): readonly string[] =>
    findInForce(law.posts, chain, onDay(clock.today()))?.posts.map((post) => postsZh[post as Post]) ?? []

  sees(
    http,
    served,
    { url: '/api/lists', zh: '清单与名录一览', tag: 'list', resource: 'list' },
    async ({ caller, place: { law, agency }, sight }) => {
      const told = new Map((await tallyChanges(sight.db, caller.agency)).map((each) => [each.list, each]))
      const changes = await listChanges(sight.db, caller.agency, undefined)
      const today = clock.today()
      const old = gone(agency, today)
      const shown = kinds.filter(({ id, clauses }) => !kindOf(id).optional || told.has(id) || binding(law, clauses, today).length > 0)
      return {
        drafts: mayDraft(caller, agency),
        lists: shown.map((kind) => ({
          ...{ id: kind.id, zh: kind.zh, clauses: citingNow(law, kind.clauses, today), chain: chainZh(law, kind) },
          ...{ releasedOn: told.get(kind.id)?.releasedOn ?? null, waiting: told.get(kind.id)?.waiting ?? 0 },
        })),
        views: views.map(({ id, zh, by, clauses }) => ({ id, zh, by, clauses: citingNow(law, clauses, today) })),
        outdated: (await entriesNaming(sight.db, caller.agency, today, [...old.keys()])).map(({ list, ...each }) => ({
          ...{ list, listZh: kindOf(list).zh, ...each },
          why: old.get(each.name) ?? '',
        })),
        waiting: changes.flatMap((change) =>
          ['prepared', 'approved', 'returned'].includes(change.state) ? [lineOf(change, agency, caller.officer)] : [],
        ),
      }
    },
  )

  sees(http, served, { url: '/api/lists/:list', zh: '一份清单', tag: 'list', resource: 'list' }, async (asks) => {
    const { caller, place, sight, request } = asks
    const kind = kindIn(request)
    if (!kind) return undefined
    const { q, on = clock.today(), page } = query.parse(request.query)
    const of = { agency: caller.agency, list: kind.id, on, words: wordsIn(q) }
    const stretch = { limit: PAGE, offset: (page - 1) * PAGE }
    const found =
      of.words.length > 0
        ? await searchEntries(sight.db, 'list_entry', of, stretch)
        : {
            items: await listEntries(sight.db, 'list_entry', of, stretch),
            total: await countEntries(sight.db, 'list_entry', of),
            more: false,
          }
    const today = clock.today()
    return {
      ...{ id: kind.id, zh: kind.zh, clauses: citingNow(place.law, kind.clauses, today), chain: chainZh(place.law, kind) },
      drafts: mayDraft(caller, place.agency),
      fields: kind.fields.map(fieldOf),
      required: requiredOf(place.law, kind, today).map(({ id, clause }) => ({ id, clauses: citing(place.law, [clause]) })),
      ...{ q, on, page, pages: Math.max(1, Math.ceil(found.total / PAGE)), ...found },
      changes: (await listChanges(sight.db, caller.agency, kind.id)).map((change) => lineOf(change, place.agency, caller.officer)),
    }
  })

  sees(http, served, { url: '/api/lists/:list/entry', zh: '一个条目的沿革', tag: 'list', resource: 'list' }, async (asks) => {
    const { caller, sight, request } = asks
    const kind = kindIn(request)
    const key = z
      .string()
      .min(1)
      .max(700)
      .catch('')
      .parse((request.query as { key?: unknown }).key)
    if (!kind) return undefined
    const history = await historyOf(sight.db, 'list_entry', { agency: caller.agency, list: kind.id, key })
    return history.length > 0 ? { key, history } : undefined
  })

  for (const form of ['csv', 'xlsx'] as const)
    sees(
      http,
      served,
      { url: `/api/lists/:list/table.${form}`, zh: `导出清单（${form.toUpperCase()}）`, tag: 'list', resource: 'list' },
      async ({ caller, sight, request, reply }) => {
        const kind = kindIn(request)
        if (!kind) return undefined
        const { on = clock.today() } = query.parse(request.query)
        const items = await listEntries(sight.db, 'list_entry', { agency: caller.agency, list: kind.id, on }, { limit: ROWS, offset: 0 })
        const grid = gridOf(
          kind,
          items.map(({ entry }) => entry),
        )
        const name = encodeURIComponent(`${kind.zh}-${on}.${form}`)
        return async () =>
          reply
            .type(tables[form])
            .header('content-disposition', `attachment; filename="${kind.id}-${on}.${form}"; filename*=UTF-8''${name}`)
            .send(form === 'csv' ? csvText(grid) : await xlsxOf(kind.zh, grid))
      },
    )

  sees(http, served, { url: '/api/changes/:id', zh: '一次清单变更', tag: 'list', resource: 'list' }, async (asks) => {
    const { caller, place, sight, request } = asks
    const id = idIn(request)
    const found = /^[0-9a-f-]{36}$/.test(id) ? await sight.find<Change>(`change:${id}`) : undefined
    const { draft, approvals, returned, withdrawn, released } = found?.state ?? {}
    if (!found || !draft) return undefined
    const kind = kindOf(draft.list)
    const { page } = query.parse(request.query)
    const lines = draft.lines.slice((page - 1) * LINES, page * LINES)
    const before = await entriesBefore(sight.db, {
      agency: caller.agency,
      list: draft.list,
      keys: lines.map(({ key }) => key),
      change: released ? id : null,
    })
    const unlike = released || withdrawn ? [] : await unmatched(sight.db, caller.agency, place.law, draft)
    const [row] = (await listChanges(sight.db, caller.agency, draft.list)).filter((change) => change.id === id)
    const named = <T extends { by: string }>(one: T | undefined) => one && { ...one, by: nameOf(place.agency, one.by) }
    return {
      ...{ stream: found.stream, version: found.version, id, list: draft.list, listZh: kind.zh, fields: kind.fields.map(fieldOf) },
      ...{ state: row?.state ?? null, stateZh: row ? changeStatesZh[row.state as ChangeState] : null },
      ...{ waitsFor: row?.nextPost ? postsZh[row.nextPost as Post] : null },
      ...{ from: released?.from ?? draft.from, changed: draft.changed, why: draft.why, due: draft.term?.due ?? null },
      ...{ preparedBy: nameOf(place.agency, draft.by), preparedOn: draft.on, ...counted(draft) },
      approvals: (approvals ?? []).map(({ post, by, on }) => ({ postZh: postsZh[post as Post], by: nameOf(place.agency, by), on })),
      ...{ returned: named(returned) ?? null, withdrawn: named(withdrawn) ?? null, released: named(released) ?? null },
      ...{ page, pages: Math.max(1, Math.ceil(draft.lines.length / LINES)) },
      unlike: { total: unlike.length, items: unlike.slice(0, LINES).map((each) => ({ ...each, listZh: kindOf(each.list).zh })) },
      lines: lines.map(({ key, entry }) => ({ key, entry: entry ?? null, before: before.get(key) ?? null })),
    }
  })

  /** What of the list of items and those that it is compiled with would not match once this change is out. */
  async function unmatched(db: Queryable, agency: string, law: Law, { list, lines, from }: Draft): Promise<readonly Mismatch[]> {
    const sources = findInForce(law.lists, 'items.sources', onDay(clock.today()))?.items ?? []
    const among = comparedIn(sources)
    if (list !== 'items' && !among.some((each) => each === list)) return []
    const whole = { limit: LOOKED_AT, offset: 0 }
    const after = async (of: string): Promise<readonly Entry[]> =>
      of === list
        ? withLines(await listEntries(db, 'list_entry', { agency, list, on: from }, whole), lines)
        : entriesOn(db, agency, of, from)
    const items = await after('items')
    const found: Mismatch[] = []
    for (const each of among.filter((one) => list === 'items' || one === list)) {
      const entries = await after(each)
      const isAsked = sources.some(({ id }) => id === each)
      if (isAsked || (entries.length > 0 && items.length > 0)) found.push(...mismatches(items, each, entries))
      if (each === 'powers') found.push(...shared(entries))
    }
    return found
  }

  const mayDraft = (caller: Parameters<typeof may>[0], agency: Agency): boolean => may(caller, prepareChange, agency) !== undefined

  await http.register(async (inner) => {
    inner.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: LARGEST_TABLE }, (_request, body, done) =>
      done(null, body),
    )
    inner.post(
      '/api/lists/:list/reading',
      {
        bodyLimit: LARGEST_TABLE,
        onRequest: beforeTaking(served),
        schema: { summary: '导入预览', tags: ['list'], 'x-read': 'list' } as object,
      },
      signedIn(served, async (caller, request: FastifyRequest, reply: FastifyReply) => {
        const kind = kindIn(request)
        const place = await served.reader.see(caller.agency, (sight) => sight.place())
        if (!place || extentsOf(caller, 'list', place.agency).size === 0 || !mayDraft(caller, place.agency))
          return problem(reply, forbidden)
        if (!kind) return problem(reply, notThere)
        const { sheet, headingRow, fields } = request.query as Readonly<Record<string, string | undefined>>
        const chosen = fields === undefined ? undefined : parse(mapping, { sheet, headingRow, fields })
        if (chosen && 'faults' in chosen) return problem(reply, malformed(chosen.faults))
        const sheets = await sheetsOf(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
        if ('zh' in sheets) return problem(reply, malformed([{ path: '', zh: sheets.zh }]))
        const today = clock.today()
        const reading = read(kind, sheets, { agency: place.agency, required: requiredOf(place.law, kind, today), on: today }, chosen?.value)
        if (!reading) {
          const headings = kind.fields.map(({ zh }) => zh).join('、')
          const grid = sheets.find(({ length }) => length > 0) ?? []
          return { read: false, zh: `没有认出表头。表头应为${headings}等；也可以自己指定每一列是什么`, top: grid.slice(0, 10) }
        }
        const held = await served.reader.see(caller.agency, ({ db }) =>
          standingOn(
            db,
            caller.agency,
            kind.id,
            reading.entries.map(({ key }) => key),
          ),
        )
        const there = (held ?? []).flatMap(({ key, struck }) => (struck ? [] : [key]))
        return { read: true, ...reading, there: there.length, top: (sheets[reading.sheet] ?? []).slice(0, 10) }
      }),
    )
  })
}
