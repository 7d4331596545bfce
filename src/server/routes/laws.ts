import type { FastifyInstance } from 'fastify'
import { table } from '#acts/table'
import { touchedBy } from '#acts/touched'
import { nameOf } from '#agency/agency'
import { listTouched } from '#case/store'
import { citing, leftOf } from '#dossier/due'
import { loadCoverage } from '#oversight/load'
import { type Amendment, hows, levels, patternOf, proseOf, works, zhOf } from '#register/amendment'
import { lawChoices } from '#register/choices'
import { kindOf } from '#register/kinds'
import type { Register } from '#register/register'
import { entriesCiting } from '#register/store'
import { updatingOn } from '#register/updating'
import type { Asked } from '#server/routes/sight'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'

/** 法规变动: what was recorded, what has to follow by when, and all that it touches. */
export async function lawRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock } = served.deps
  const { packs } = served.reader.streams
  const { refusals } = loadCoverage()

  const amendmentsOf = async ({ caller, sight }: Asked): Promise<readonly Amendment[]> =>
    (await sight.find<Register>(`register:${caller.agency}`))?.state.amendments ?? []

  const told = (each: Amendment, { place: { agency, law } }: Asked) => {
    const { works: owed, clauses, by, how, level, ...rest } = each
    return {
      ...rest,
      zh: zhOf(each),
      howZh: hows[how],
      levelZh: levels[level],
      by: nameOf(agency, by),
      clauses: citing(law, clauses),
      works: owed.map(({ work, term, settled }) => ({
        work,
        zh: works[work].zh,
        ...leftOf(term, clock.now(), law),
        due: term.due,
        provisional: term.provisional,
        clauses: citing(law, term.clauses),
        settled: settled ? { ...settled, by: nameOf(agency, settled.by) } : null,
      })),
    }
  }

  sees(http, served, { url: '/api/laws', zh: '法规变动', tag: 'desk', resource: 'laws' }, async (asked) => {
    const amendments = await amendmentsOf(asked)
    return {
      items: amendments.toReversed().map((each) => told(each, asked)),
      choices: lawChoices(packs.texts, packs.provisions.values(), amendments),
    }
  })

  sees(http, served, { url: '/api/laws/:no', zh: '一次法规变动所涉', tag: 'desk', resource: 'laws' }, async (asked) => {
    const no = (asked.request.params as { no: string }).no
    const found = (await amendmentsOf(asked)).find((each) => String(each.no) === no)
    if (!found) return undefined
    const { seer, sight, caller, place } = asked
    const updating = updatingOn(place.law, clock.today())
    return {
      ...told(found, asked),
      updating: updating ? { zh: updating.zh, clauses: citing(place.law, updating.clauses) } : null,
      touched: touchedBy(found, { law: place.law, table, refusals }),
      entries: (await entriesCiting(sight.db, caller.agency, clock.today(), proseOf(found, packs.texts, packs.provisions))).map(
        (entry) => ({
          ...entry,
          listZh: kindOf(entry.list).zh,
        }),
      ),
      matters: await listTouched(sight.db, caller.agency, seer, patternOf(found)),
    }
  })
}
