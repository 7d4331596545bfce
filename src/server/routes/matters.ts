import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Agency } from '#agency/agency'
import { nameOf } from '#agency/agency'
import { type Post, postFor, postsZh } from '#agency/post'
import { countPhases, type DutyRow, listCases, listDuties } from '#case/store'
import { outcomesZh } from '#decision/exit'
import { citing, leftOf } from '#dossier/due'
import { viewOf } from '#dossier/view'
import type { Instant } from '#law/day'
import { listRefusals } from '#oversight/store'
import type { Matter } from '#penalty/matter'
import { phases as procedure } from '#penalty/ordinary'
import { findInForce, type Law, on } from '#policy/law'
import { type Publication, stateOf, statesZh } from '#publication/publication'
import { listPublications } from '#publication/store'
import { hash } from '#server/digest'
import { notThere, problem } from '#server/problem'
import { asked, page, parse } from '#server/request'
import { zhOfAct } from '#server/routes/acts'
import { signedIn } from '#server/routes/session'
import type { Served } from '#server/served'
import type { Officer } from '#server/session'
import { history } from '#server/streams'

const PAGE = 20
const order = Object.keys(procedure)
const query = z.object({ q: asked, phase: asked, page })
const uuid = z.uuid()

/** A duty as the officer sees it: whose turn, how long is left, and why. */
function shown(row: DutyRow, caller: Officer, agency: Agency, law: Law, now: Instant) {
  const byPost = row.post !== null && postFor(agency.officers[caller.officer]?.posts ?? [], [row.post as Post]) !== undefined
  const mine = row.officer
    ? row.officer === caller.officer
    : byPost && (row.post !== 'handler' || !row.handlers?.length || row.handlers.includes(caller.officer))
  const whoZh = row.officer ? nameOf(agency, row.officer) : row.post ? postsZh[row.post as Post] : '当事人'
  const { matterId, matterZh, caseNo, term, clauses, kind, stream, handlers: _, ...rest } = row
  return {
    ...rest,
    stream: `${kind}:${stream}`,
    matter: { id: matterId, zh: matterZh, caseNo },
    mine,
    whoZh,
    clauses: citing(law, clauses),
    ...leftOf(term, now, law),
  }
}

/** 待办、案件、公示、监督: what the desk reads. */
export async function matterRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, reader } = served
  const { app: pool, clock } = deps
  const doc = (summary: string, resource: string) => ({ schema: { summary, tags: ['desk'], 'x-read': resource } as object })

  http.get(
    '/api/queue',
    doc('待办，按到期先后', 'duty'),
    signedIn(served, async (caller, _request, reply) => {
      const standing = await reader.agency(caller.agency)
      if (!standing) return problem(reply, notThere)
      const today = clock.today()
      const rows = await listDuties(pool, caller.agency)
      return { today, items: rows.map((row) => shown(row, caller, standing.agency, standing.law, clock.now())) }
    }),
  )

  http.get(
    '/api/cases',
    doc('案件列表', 'case'),
    signedIn(served, async (caller, request, reply) => {
      const standing = await reader.agency(caller.agency)
      if (!standing) return problem(reply, notThere)
      const { q, phase, page } = query.parse(request.query)
      const [{ items, total }, phases] = await Promise.all([
        listCases(pool, caller.agency, { q, phase, limit: PAGE, offset: (page - 1) * PAGE }),
        countPhases(pool, caller.agency),
      ])
      const handlers = (ids: readonly string[]) => ids.map((id) => ({ id, name: nameOf(standing.agency, id) }))
      return {
        items: items.map((item) => ({ ...item, handlers: handlers(item.handlers) })),
        total,
        page,
        pages: Math.max(1, Math.ceil(total / PAGE)),
        phases: phases.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
      }
    }),
  )

  http.get(
    '/api/cases/:id',
    doc('案件', 'case'),
    signedIn(served, async (caller, request, reply) => {
      const id = parse(uuid, (request.params as { id: string }).id)
      if ('faults' in id) return problem(reply, notThere)
      const stream = `case:${id.value}` as const
      const read = await reader.find<Matter>(caller.agency, stream)
      if (!read) return problem(reply, notThere)
      const { agency, law, state, version } = read
      const today = clock.today()
      const [duties, events, refusals, publication] = await Promise.all([
        listDuties(pool, caller.agency, id.value),
        history(pool, caller.agency, stream),
        listRefusals(pool, caller.agency, { stream, limit: 50, offset: 0 }),
        reader.find<Publication>(caller.agency, `publication:${id.value}`),
      ])
      const person = (who: string) => ({ id: who, name: who === 'system' ? '系统' : nameOf(agency, who) })
      const chain = publication ? findInForce(law.posts, 'publication.chain', on(today))?.posts : undefined
      return {
        stream,
        version,
        ...viewOf(state, agency, law, today, hash),
        duties: duties.map((row) => shown(row, caller, agency, law, clock.now())),
        publication: publication?.state.duty
          ? {
              stream: publication.stream,
              id: id.value,
              state: stateOf(publication.state, chain ?? []),
              due: publication.state.duty.term.due,
              releasedOn: publication.state.released?.on ?? null,
              nth: publication.state.released?.nth ?? null,
            }
          : null,
        history: events.map(({ version, at, event, act, actor, post, for: principal }) => ({
          version,
          at,
          kind: event.kind,
          zh: zhOfAct(act),
          by: person(actor),
          post: post && post in postsZh ? postsZh[post as Post] : null,
          ...(principal ? { for: person(principal) } : {}),
        })),
        refusals: refusals.items.map(({ at, act, zh, code, officer, clauses }) => ({
          at,
          act: zhOfAct(act),
          zh,
          code,
          by: person(officer),
          clauses: citing(law, clauses),
        })),
      }
    }),
  )

  http.get(
    '/api/publications',
    doc('公示事项', 'publication'),
    signedIn(served, async (caller) => {
      const items = await listPublications(pool, caller.agency)
      return {
        items: items.map((item) => ({
          ...item,
          stream: `publication:${item.id}`,
          stateZh: statesZh[item.state as keyof typeof statesZh] ?? item.state,
        })),
      }
    }),
  )

  http.get(
    '/api/publications/:id',
    doc('一件公示', 'publication'),
    signedIn(served, async (caller, request, reply) => {
      const id = parse(uuid, (request.params as { id: string }).id)
      const read = 'faults' in id ? undefined : await reader.find<Publication>(caller.agency, `publication:${id.value}`)
      if (!read || !(read.state.duty || read.state.dropped)) return problem(reply, notThere)
      const { agency, law, state, stream, version } = read
      const { duty, draft, approvals, dropped, released, returned } = read.state
      const person = (who: string) => ({ id: who, name: nameOf(agency, who) })
      const today = clock.today()
      const chain = findInForce(law.posts, 'publication.chain', on(today))?.posts ?? []
      const where = stateOf(state, chain)
      return {
        stream,
        version,
        caseId: stream.slice('publication:'.length),
        documentNo: (duty ?? dropped)?.documentNo,
        state: where,
        stateZh: statesZh[where],
        term: duty
          ? {
              ...duty.term,
              clauses: citing(law, duty.term.clauses),
              ...leftOf(duty.term, clock.now(), law),
            }
          : null,
        draft: draft?.body ?? null,
        preparedBy: draft ? person(draft.by) : null,
        returned: returned ? { ...returned, by: person(returned.by) } : null,
        approvals: approvals.map((approval) => ({ ...approval, postZh: postsZh[approval.post as Post], by: person(approval.by) })),
        chain: chain.map((post, n) => ({ post, zh: postsZh[post as Post] ?? post, done: n < approvals.length })),
        dropped: dropped ? { ...dropped, howZh: outcomesZh[dropped.how] } : null,
        released: released ?? null,
        choices: {},
      }
    }),
  )

  http.get(
    '/api/supervision',
    doc('不予办理记录', 'supervision'),
    signedIn(served, async (caller, request, reply) => {
      const standing = await reader.agency(caller.agency)
      if (!standing) return problem(reply, notThere)
      const nth = page.parse((request.query as { page?: string }).page)
      const { items, total } = await listRefusals(pool, caller.agency, { stream: '', limit: PAGE, offset: (nth - 1) * PAGE })
      return {
        items: items.map(({ officer, act, clauses, ...item }) => ({
          ...item,
          act,
          actZh: zhOfAct(act),
          officer: { id: officer, name: nameOf(standing.agency, officer) },
          clauses: citing(standing.law, clauses),
        })),
        total,
        page: nth,
        pages: Math.max(1, Math.ceil(total / PAGE)),
      }
    }),
  )
}
