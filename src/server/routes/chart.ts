import type { FastifyInstance } from 'fastify'
import { postsZh } from '#agency/post'
import { citingNow } from '#dossier/due'
import { chartOf } from '#penalty/chart'
import { drawnChart } from '#server/drawn'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'

/** 执法流程图: the ordinary procedure as it runs, drawn and in words, with the clauses that bind this agency today. */
export async function chartRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock } = served.deps
  sees(http, served, { url: '/api/chart', zh: '执法流程图', tag: 'desk', resource: 'acts' }, async ({ place: { law } }) => {
    const { states, steps, moves } = chartOf()
    const today = clock.today()
    return async () => ({
      drawing: await drawnChart(),
      states,
      steps: steps.map(({ act, zh, by, clauses, in: places }) => ({
        ...{ act, zh, in: places },
        by: by === 'system' ? ['系统'] : by === 'public' ? ['任何人'] : by.map((post) => postsZh[post]),
        clauses: citingNow(law, clauses, today),
      })),
      moves: moves.map(({ from, to, zh }) => ({ from, to, zh })),
    })
  })
}
