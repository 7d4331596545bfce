import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Resource } from '#acts/reads'
import { folds } from '#acts/table'
import type { Agency } from '#agency/agency'
import { nameOf } from '#agency/agency'
import { type Post, post, postFor, postsZh } from '#agency/post'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import { countCases, countQueue, type DutyRow, listCases, listDuties, listOverdue, listOwnDuties, listQueue, type Whose } from '#case/store'
import { outcomesZh } from '#decision/exit'
import type { Kept } from '#dossier/deadlines'
import { citing, leftOf } from '#dossier/due'
import { CASES_A_PAGE, DUTIES_A_PAGE } from '#dossier/pages'
import { roundsOf } from '#dossier/rounds'
import { timelineOf } from '#dossier/timeline'
import { viewOf } from '#dossier/view'
import { type Day, dayOf, type Instant } from '#law/day'
import { listRefusals } from '#oversight/store'
import type { Matter } from '#penalty/matter'
import { phases as procedure } from '#penalty/ordinary'
import { isPaperEvent } from '#penalty/papers/issued'
import { findInForce, type Law, on } from '#policy/law'
import { publicationChoices } from '#publication/choices'
import { digestOn } from '#publication/digest'
import { passagesOf } from '#publication/fulltext'
import { withdrawals } from '#publication/public'
import { applicants, type Publication, type PublicationState, stateOf, statesZh } from '#publication/publication'
import { listPublications } from '#publication/store'
import { firstPublic } from '#register/store'
import { tasksOf } from '#register/tasks'
import { views } from '#register/views'
import { staffingOf } from '#review/staffing'
import { hash } from '#server/digest'
import type { Read } from '#server/read'
import { asked, page, parse } from '#server/request'
import { zhOfAct } from '#server/routes/acts'
import { type Asked, sees } from '#server/routes/sight'
import type { Served } from '#server/served'
import type { Officer } from '#server/session'
import { history } from '#server/streams'

const PAGE = 20
const pagesOf = (duties: number): number => Math.ceil(duties / DUTIES_A_PAGE)
const order = Object.keys(procedure)
const query = z.object({ q: asked, phase: asked, page })
const turn = z.object({ whose: z.enum(['mine', 'all', 'either']).catch('either'), page })
const lateOf = z.object({ unit: asked, page })
const uuid = z.uuid()

/** The officer, and every post that he answers for. */
const whoseOf = ({ officer }: Officer, { officers }: Agency): Whose => ({
  officer,
  posts: post.options.filter((asked) => postFor(officers[officer]?.posts ?? [], [asked])),
})

/** A duty as the officer sees it: whose turn, how long is left, and why. */
function shown(row: DutyRow, agency: Agency, law: Law, now: Instant) {
  const whoZh = row.officer ? nameOf(agency, row.officer) : row.post ? postsZh[row.post as Post] : '当事人'
  const { matterId, matterZh, caseNo, term, clauses, kind, stream, handlers: _, ...rest } = row
  return {
    ...rest,
    stream: `${kind}:${stream}`,
    matter: { id: matterId, zh: matterZh, caseNo },
    whoZh,
    clauses: citing(law, clauses),
    ...leftOf(term, now, law),
  }
}

/** Who of the agency owes a duty 责任人, by name. */
const owing = ({ officer, post, handlers }: DutyRow, { officers }: Agency) =>
  Object.values(officers).filter(({ id, posts }) => {
    if (officer) return id === officer
    return post === 'handler' && handlers?.length ? handlers.includes(id) : posts.includes(post as Post)
  })

const kept = (stream: StreamName, steps: Kept['steps']): Kept => ({ stream, fold: folds[kindOf(stream)], steps })

/** 案件: the matter as one thing, with what is owing, how it came about and what was not allowed. */
async function told(
  { stream, version, state, agency, law }: Read<Matter>,
  { caller, seer, sight: { db, find } }: Asked,
  now: Instant,
): Promise<object> {
  const today = dayOf(now)
  const id = idOf(stream)
  const duties = await listDuties(db, caller.agency, seer, whoseOf(caller, agency), id)
  const events = await history(db, caller.agency, stream)
  const refusals = await listRefusals(db, caller.agency, { ...seer, people: null }, { stream, limit: 50, offset: 0 })
  const publication = await find<Publication>(`publication:${id}`)
  const person = (who: string) => ({ id: who, name: who === 'system' ? '系统' : nameOf(agency, who) })
  const published = publication && kept(publication.stream, await history(db, caller.agency, publication.stream))
  const chain = publication ? findInForce(law.posts, 'publication.chain', on(today))?.posts : undefined
  return {
    stream,
    version,
    ...viewOf(state, agency, law, today, hash),
    duties: duties.map((row) => shown(row, agency, law, now)),
    publication: publication?.state.duty
      ? {
          stream: publication.stream,
          id,
          state: stateOf(publication.state, chain ?? []),
          due: publication.state.duty.term.due,
          releasedOn: publication.state.released?.on ?? null,
          nth: publication.state.released?.nth ?? null,
        }
      : null,
    timeline: timelineOf(kept(stream, events), published, { agency, law, zhOf: zhOfAct }, now),
    history: events.map(({ version, at, event, act, actor, post, for: principal }) => ({
      version,
      at,
      kind: event.kind,
      zh: isPaperEvent(event) ? `制作${event.paper.zh}` : zhOfAct(act),
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
}

/** While a draft is made and examined 拟稿、审批期间: what of the paper would come out is of no use before or after. */
const drafting: readonly PublicationState[] = ['open', 'prepared', 'approved']

/** What a digest of today names 摘要的内容. */
function digestTold(law: Law, today: Day): object | null {
  const row = digestOn(law, today)
  return row ? { items: row.items.map(({ zh }) => zh), clauses: citing(law, row.clauses) } : null
}

/** 一件公示: its draft, who examined it, when it is due. */
function publicationTold({ stream, version, state, agency, law }: Read<Publication>, matter: Matter | undefined, now: Instant): object {
  const { duty, draft, approvals, dropped, released, returned, withholding, withheld, request, withdrawn, withdrawal, shown } = state
  const person = (who: string) => ({ id: who, name: nameOf(agency, who) })
  const chain = findInForce(law.posts, 'publication.chain', on(dayOf(now)))?.posts ?? []
  const where = stateOf(state, chain)
  const passages = matter && drafting.includes(where) ? passagesOf(matter, law, dayOf(now)) : []
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
          ...leftOf(duty.term, now, law),
        }
      : null,
    draft: draft?.body ?? null,
    digest: drafting.includes(where) ? digestTold(law, dayOf(now)) : null,
    preparedBy: draft || withholding ? person((draft ?? withholding)?.by ?? '') : null,
    returned: returned ? { ...returned, by: person(returned.by) } : null,
    approvals: approvals.map((approval) => ({ ...approval, postZh: postsZh[approval.post as Post], by: person(approval.by) })),
    chain: chain.map((post, n) => ({ post, zh: postsZh[post as Post] ?? post, done: n < approvals.length })),
    dropped: dropped ? { ...dropped, howZh: outcomesZh[dropped.how] } : null,
    released: released ?? null,
    shown: shown ?? null,
    withholding: withholding ?? withheld ?? null,
    request: request ? { ...request, fromZh: applicants[request.from] } : null,
    withdrawal: withdrawal && shown ? { ...withdrawal, howZh: withdrawals[withdrawal.how] } : null,
    withdrawn: withdrawn ? { ...withdrawn, howZh: withdrawals[withdrawn.how] } : null,
    passages: passages.map(({ spans, masks, ...passage }) => ({
      ...passage,
      spans: spans.map(({ clause, ...span }, n) => ({ ...span, mask: masks[n] ?? '', clause: citing(law, [clause])[0] })),
    })),
    choices: publicationChoices(law, dayOf(now), passages),
  }
}

/** What is to be done beside the matters: the changes of the lists, which everyone may read, and for who sees the whole agency the changes of the law. */
const ownDuties = ({ caller, seer, place: { agency }, sight: { db } }: Asked) =>
  listOwnDuties(db, caller.agency, whoseOf(caller, agency), seer.people ? ['change'] : ['change', 'register'])

/** 待办、案件、公示、监督: what the desk reads. */
export async function matterRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock } = served.deps
  const read = (url: string, zh: string, resource: Resource, look: (asked: Asked) => Promise<unknown>) =>
    sees(http, served, { url, zh, tag: 'desk', resource }, look)

  read('/api/queue', '待办，按到期先后', 'case', async (asks) => {
    const { caller, seer, place, sight, request } = asks
    const { agency, law } = place
    const { db } = sight
    const { whose, page } = turn.parse(request.query)
    const him = whoseOf(caller, agency)
    const rowsOf = (of: 'mine' | 'all') =>
      listQueue(db, caller.agency, seer, him, { of, limit: DUTIES_A_PAGE, offset: (page - 1) * DUTIES_A_PAGE })
    // who was not told whose to list lists his own, and who has none sees what others have
    const lists = page === 1 ? await ownDuties(asks) : []
    const his = whose === 'all' ? [] : [...lists.filter(({ mine }) => mine), ...(await rowsOf('mine'))]
    const of = whose === 'mine' || his.length > 0 ? 'mine' : 'all'
    const told = of === 'mine' ? his : [...lists, ...(await rowsOf('all'))]
    return { today: clock.today(), whose: of, page, items: told.map((row) => shown(row, agency, law, clock.now())) }
  })

  read('/api/queue/counts', '待办件数', 'case', async (asks) => {
    const { caller, seer, place, sight } = asks
    const lists = await ownDuties(asks)
    const { mine, all } = await countQueue(sight.db, caller.agency, seer, whoseOf(caller, place.agency))
    return {
      mine: mine + lists.filter(({ mine }) => mine).length,
      all: all + lists.length,
      pages: { mine: pagesOf(mine), all: pagesOf(all) },
    }
  })

  read('/api/cases', '案件列表', 'case', async ({ caller, seer, place: { agency }, sight: { db }, request }) => {
    const { q, phase, page } = query.parse(request.query)
    const { items, total, more } = await listCases(db, caller.agency, seer, {
      q,
      phase,
      limit: CASES_A_PAGE,
      offset: (page - 1) * CASES_A_PAGE,
    })
    return {
      items: items.map((item) => ({ ...item, handlers: item.handlers.map((id) => ({ id, name: nameOf(agency, id) })) })),
      page,
      more,
      total,
    }
  })

  read('/api/cases/counts', '各环节案件数', 'case', async ({ caller, seer, sight: { db } }) => {
    const phases = await countCases(db, caller.agency, seer)
    return { phases: phases.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) }
  })

  read('/api/cases/:id', '案件', 'case', async (asked) => {
    const id = parse(uuid, (asked.request.params as { id: string }).id)
    const read = 'faults' in id ? undefined : await asked.sight.find<Matter>(`case:${id.value}`)
    return read && told(read, asked, clock.now())
  })

  read('/api/cases/:id/review', '法制审核各轮', 'case', async ({ caller, sight, request }) => {
    const id = parse(uuid, (request.params as { id: string }).id)
    const read = 'faults' in id ? undefined : await sight.find<Matter>(`case:${id.value}`)
    return read && roundsOf(kept(read.stream, await history(sight.db, caller.agency, read.stream)), read, clock.now())
  })

  read('/api/publications', '公示事项', 'publication', async ({ caller, seer, sight: { db } }) => {
    const items = await listPublications(db, caller.agency, seer)
    return {
      items: items.map((item) => ({
        ...item,
        stream: `publication:${item.id}`,
        stateZh: statesZh[item.state as keyof typeof statesZh] ?? item.state,
      })),
    }
  })

  read('/api/publications/:id', '一件公示', 'publication', async ({ sight, request }) => {
    const id = parse(uuid, (request.params as { id: string }).id)
    const read = 'faults' in id ? undefined : await sight.find<Publication>(`publication:${id.value}`)
    return (
      read &&
      (read.state.duty || read.state.dropped) &&
      publicationTold(read, (await sight.find<Matter>(`case:${(id as { value: string }).value}`))?.state, clock.now())
    )
  })

  read('/api/overdue', '逾期事项，过期久的在前', 'overdue', async (asks) => {
    const { caller, seer, place, sight, request } = asks
    const { agency, law } = place
    const { unit, page } = lateOf.parse(request.query)
    const asked = { today: clock.today(), now: clock.now(), unit, limit: PAGE, offset: (page - 1) * PAGE }
    const him = whoseOf(caller, agency)
    const { items, total, units } = await listOverdue(sight.db, caller.agency, seer, him, asked)
    const late = (await ownDuties(asks)).filter(({ due }) => due !== null && due < asked.today)
    const since = await firstPublic(
      sight.db,
      caller.agency,
      views.map(({ id }) => id),
    )
    const told = (row: DutyRow) => ({ ...shown(row, agency, law, asked.now), owedBy: owing(row, agency).map(({ name }) => name) })
    return {
      items: items.map(told),
      lists: late.map(told),
      staffing: staffingOf(agency, law, asked.today).map((each) => ({ ...each, clauses: citing(law, each.clauses) })),
      tasks: tasksOf(law, asked.today, since).map((each) => ({ doneOn: null, ...each, clauses: citing(law, each.clauses) })),
      units: units.map(({ id, count }) => ({ id, zh: agency.units[id]?.name ?? id, count })),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / PAGE)),
    }
  })

  read('/api/supervision', '不予办理记录', 'supervision', async ({ caller, seer, place: { agency, law }, sight: { db }, request }) => {
    const nth = page.parse((request.query as { page?: string }).page)
    const { items, total } = await listRefusals(db, caller.agency, seer, { stream: '', limit: PAGE, offset: (nth - 1) * PAGE })
    return {
      items: items.map(({ officer, act, clauses, ...item }) => ({
        ...item,
        act,
        actZh: zhOfAct(act),
        officer: { id: officer, name: nameOf(agency, officer) },
        clauses: citing(law, clauses),
      })),
      total,
      page: nth,
      pages: Math.max(1, Math.ceil(total / PAGE)),
    }
  })
}
