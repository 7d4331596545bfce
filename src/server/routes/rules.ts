import type { FastifyInstance } from 'fastify'
import { citing } from '#dossier/due'
import { disagreements, disagreementZh } from '#policy/conflict'
import { findInForce, on, type Row } from '#policy/law'
import { type Standing, standingsOf } from '#policy/standing'
import type { AnyRow } from '#policy/stricter'
import type { Register } from '#register/register'
import { sees } from '#server/routes/sight'
import { saysZh } from '#server/says'
import type { Served } from '#server/served'

/** 适用的规则: every parameter, what it says today, who fixed it, and what is left to the agency. */
export async function ruleRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock } = served.deps
  sees(http, served, { url: '/api/rules', zh: '适用的规则和待本机关确定的', tag: 'desk', resource: 'register' }, async (asked) => {
    const { caller, place, sight } = asked
    const { law } = place
    const today = clock.today()
    const held = await sight.find<Register>(`register:${caller.agency}`)
    const register = held?.state ?? {}
    const packZh = (id?: string): string | null => law.chain.find((pack) => pack.id === id)?.zh ?? null
    const toldOf = ({ parameter: { family, key, zh, clauses, until, modes }, state, pack, row: given }: Standing) => {
      const own = findInForce((register[family] ?? {}) as Readonly<Record<string, readonly Row[]>>, key, on(today)) as AnyRow | undefined
      const row = own ?? given
      return {
        family,
        key,
        zh,
        state: own ? ('own' as const) : state,
        by: own ? place.agency.founded?.shortName : packZh(pack),
        says: row ? saysZh(row, key) : null,
        note: (row && 'mode' in row && row.note) || null,
        until: row ? null : (until ?? null),
        from: row?.from ?? null,
        source: row?.source ?? null,
        clauses: citing(law, row?.clauses ?? clauses),
        choosesBy: given?.by ?? null,
        mayChange: given?.local !== 'fixed',
        stricterOnly: given?.local === 'stricter',
        modes: modes ?? null,
      }
    }
    return {
      version: held?.version ?? 0,
      pack: { chain: law.chain.map(({ id, zh }) => ({ id, zh })) },
      items: standingsOf(law.chain, today).map(toldOf),
      disagreements: disagreements(law.chain).flatMap((each) => (each.conflict ? [disagreementZh(each)] : [])),
    }
  })
}
