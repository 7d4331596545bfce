import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { countOf, shortOf, toldOf } from '#oversight/clausesPage'
import {
  actsOf,
  type Coverage,
  type Covered,
  type Proven,
  type SourceClause,
  type Status,
  sourceClauses,
  statuses,
} from '#oversight/coverage'
import { loadCoverage, loadProven, loadWaiting } from '#oversight/load'
import { type Evidence, listEvidence, listRefused, listShown, MANY } from '#oversight/store'
import { chainOf } from '#policy/overlay'
import { kinds, type Regime, regimes } from '#policy/provision'
import { asked, page } from '#server/request'
import { zhOfAct } from '#server/routes/acts'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'

const PAGE = 40
const query = z.object({ text: asked, regime: asked, status: asked, q: asked, page })

type Told = SourceClause & Covered

/** The codes of refusals among the rules that keep a clause. */
const codesOf = ({ rules }: Covered): readonly string[] => rules.flatMap((rule) => (rule.startsWith('refusal:') ? [rule.slice(8)] : []))

/** How often it is shown, and when last; `more`: counting stopped. */
function summed(evidence: readonly Evidence[]) {
  const n = evidence.reduce((sum, each) => sum + each.n, 0)
  const last = evidence.reduce<string | null>((latest, each) => (each.last && (!latest || each.last > latest) ? each.last : latest), null)
  return { n, more: evidence.some((each) => each.n >= MANY), last }
}

/** A rule by its sort and its name; `broken`: how it was broken so that a test of the clause failed 反证. */
function rulesOf({ id, rules }: Told, coverage: Coverage, proven: Proven) {
  return rules.map((rule) => {
    const [sort = '', name = ''] = rule.split(/:(.*)/)
    return { sort, name, zh: coverage.rules[rule]?.zh ?? '', broken: proven[id]?.[rule]?.broken ?? null }
  })
}

/** 条款落实: each clause of the source documents, the rules and tests that keep it, and what the ledger of this agency holds of it. */
export async function clauseRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { packs } = served.reader.streams
  const clauses = sourceClauses(packs.texts)
  const coverage = loadCoverage()
  const proven = loadProven()
  const { capabilities } = loadWaiting()
  const all: readonly Told[] = toldOf(clauses, coverage)

  const lineOf = (told: Told) => ({
    id: told.id,
    cite: told.cite,
    zh: told.zh,
    textZh: told.text.zh,
    kindZh: kinds[told.kind],
    regimeZh: regimes[told.regime],
    status: told.status,
    statusZh: statuses[told.status],
    waitsZh: told.waits ? shortOf(capabilities[told.waits]) : null,
    rules: rulesOf(told, coverage, proven),
    tests: told.tests,
  })

  sees(
    http,
    served,
    { url: '/api/clauses', zh: '条款落实情况', tag: 'desk', resource: 'clauses' },
    async ({ caller, place: { agency }, sight: { db }, request }) => {
      const { text, regime, status, q, page } = query.parse(request.query)
      const own = agency.founded?.pack ?? ''
      const chain = packs.packs.has(own) ? chainOf(packs.packs, own).map(({ id }) => id) : []
      const texts = [...new Map(all.map((told) => [told.text.key, told.text])).values()].map((each) => ({
        id: each.key,
        zh: each.zh,
        edition: each.edition,
        ours: each.pack !== undefined && chain.includes(each.pack),
        count: countOf(all.filter((told) => told.text.key === each.key)),
        total: all.filter((told) => told.text.key === each.key).length,
      }))
      const ours = texts.filter(({ ours }) => ours).map(({ id }) => id)
      const chosen = text === '' && ours.length > 0 ? ours : text === '' || text === 'all' ? texts.map(({ id }) => id) : [text]
      const within = all.filter(({ text }) => chosen.includes(text.key))
      const spoken = within.filter(
        ({ id, cite, zh }) => q === '' || q.split(/\s+/).every((word) => `${id} ${cite} ${zh}`.toLowerCase().includes(word.toLowerCase())),
      )
      const ofRegime = spoken.filter((told) => regime === '' || told.regime === regime)
      const found = ofRegime.filter((told) => status === '' || told.status === status)
      const shown = found.slice((page - 1) * PAGE, page * PAGE)
      const acts = await listEvidence(db, caller.agency, [...new Set(shown.flatMap((told) => actsOf(coverage, told)))])
      const refused = await listRefused(db, caller.agency, [...new Set(shown.flatMap(codesOf))])
      return {
        texts,
        regimes: (Object.keys(regimes) as Regime[]).map((id) => ({
          id,
          zh: regimes[id],
          count: spoken.filter((told) => told.regime === id).length,
        })),
        statuses: (Object.keys(statuses) as Status[]).map((id) => ({
          id,
          zh: statuses[id],
          count: ofRegime.filter((told) => told.status === id).length,
        })),
        items: shown.map((told) => ({
          ...lineOf(told),
          evidence: summed(acts.filter((each) => actsOf(coverage, told).includes(each.of))),
          refused: summed(refused.filter((each) => codesOf(told).includes(each.of))),
        })),
        total: found.length,
        page,
        pages: Math.max(1, Math.ceil(found.length / PAGE)),
      }
    },
  )

  sees(
    http,
    served,
    { url: '/api/clauses/:id', zh: '一条规定的落实情况', tag: 'desk', resource: 'clauses' },
    async ({ caller, seer, sight: { db }, request }) => {
      const told = all.find(({ id }) => id === (request.params as { id: string }).id)
      if (!told) return undefined
      const acts = actsOf(coverage, told)
      const [evidence, refused, shown] = [
        await listEvidence(db, caller.agency, acts),
        await listRefused(db, caller.agency, codesOf(told)),
        await listShown(db, caller.agency, seer, acts),
      ]
      return {
        ...lineOf(told),
        waitsZh: told.waits ? (capabilities[told.waits] ?? null) : null,
        acts: evidence.map(({ of, n, last }) => ({ id: of, zh: zhOfAct(of), n, more: n >= MANY, last })),
        refused: refused.map(({ of, n, last }) => ({ code: of, zh: coverage.rules[`refusal:${of}`]?.zh ?? of, n, more: n >= MANY, last })),
        shown: shown.map(({ act, ...each }) => ({ ...each, actZh: zhOfAct(act) })),
      }
    },
  )
}
