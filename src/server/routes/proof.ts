import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hexOf } from '#ledger/bytes'
import { tlogProofText } from '#ledger/tlogproof'
import { findProvable, type Provable } from '#publication/store'
import { hashOfLeaf } from '#server/append'
import { hidden } from '#server/declared'
import { canonical } from '#server/digest'
import { findCheckpoint, findShard, inclusionProof } from '#server/logstore'
import { originOf } from '#server/origin'
import type { Page, Pages } from '#server/pages'
import { notThere, problem } from '#server/problem'
import { html, isNamed, missing, type Named } from '#server/routes/portal'
import type { Served } from '#server/served'
import { siteOf } from '#server/site'
import { inView, proofFileHref, proofHref } from '#web/portal/address.ts'
import type { ProofData } from '#web/portal/data.ts'
import { renderProof, verifier } from '#web/portal/render.tsx'

/** The one page with a script: it comes from this site, and may ask this site alone. */
const csp =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** A leaf is in a signed tree within a second: who asked too early asks again. */
const RETRY_S = '1'

/** The proof that a page is in the public log, and as it was entered 公示的证明, as text alone. */
type Proof = Readonly<{ format: 'mingjing-publication-proof/1'; body: string; nonce: string; entry: string; proof: string; vkey: string }>
type Proven = Readonly<{ file: Proof; told: NonNullable<ProofData['proven']> }>

/** 公示核验: how anyone can prove to himself that a page is what was entered into the public log, here or offline. */
export async function proofRoutes(http: FastifyInstance, { deps }: Served, pages: Pages): Promise<void> {
  const { portal } = deps
  const site = siteOf(deps, pages)

  /** Undefined while the entry is in no signed tree. */
  async function prove({ page, nonce, entries }: Provable): Promise<Proven | undefined> {
    const entry = entries.find(({ version, index }) => version === page.ledger.version && index !== null)
    if (!nonce || !entry || entry.shard === null || entry.index === null) return undefined
    const at = { log: 'pub' as const, shard: entry.shard }
    const [signed, shard] = [await findCheckpoint(portal, at), await findShard(portal, at)]
    if (!signed || !shard || entry.index >= signed.size) return undefined
    const path = await inclusionProof(portal, at, entry.index, signed.size)
    return {
      file: {
        format: 'mingjing-publication-proof/1',
        body: canonical(page).toString('utf8'),
        nonce: hexOf(nonce),
        entry: entry.leaf.toString('utf8'),
        proof: tlogProofText({ index: entry.index, path, checkpoint: signed.note }),
        vkey: shard.vkey,
      },
      told: { index: entry.index, checkpoint: signed.note, size: signed.size, vkey: shard.vkey, leaf: hexOf(hashOfLeaf(entry.leaf)) },
    }
  }

  const find = ({ params }: FastifyRequest): Promise<Provable | undefined> => {
    const named = params as Named
    return isNamed(named) ? findProvable(portal, named.agency, named.id) : Promise.resolve(undefined)
  }

  for (const view of ['standard', 'plain'] as const)
    http.get(inView(view, '/decisions/:agency/:id/proof'), hidden('portal'), (request, reply) => {
      const here = proofHref(request.params as Named)
      const origin = originOf(deps.config, request)
      return pages.send(request, reply, `${view} ${origin.is} ${origin.at}${here}`, async (): Promise<Page> => {
        const data = await site(view, here)
        const found = await find(request)
        if (!found) return missing(data, '没有这一件公示，或者地址有误。可以回到首页查询。')
        const proven = await prove(found)
        const { page } = found
        const entries = found.entries.map(({ leaf, index }) => ({
          ...(JSON.parse(leaf.toString('utf8')) as { type: string; at: string }),
          index,
        }))
        return {
          ...html(
            200,
            renderProof({ ...data, page, origin: origin.at, mend: origin.mend, entries, ...(proven ? { proven: proven.told } : {}) }),
            csp,
          ),
          passing: !proven,
        }
      })
    })

  http.get('/decisions/:agency/:id/proof.json', hidden('portal'), async (request, reply) => {
    const found = await find(request)
    const proven = found && (await prove(found))
    if (!proven) return problem(found ? reply.header('retry-after', RETRY_S) : reply, notThere)
    return pages.send(request, reply, `${proofFileHref(request.params as Named)} ${proven.told.size}`, async () => ({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(proven.file, null, 2)}\n`,
      headers: { 'access-control-allow-origin': '*', 'content-disposition': 'attachment; filename="proof.json"' },
      passing: true,
    }))
  })

  http.get('/verify-publication.mjs', hidden('portal'), (request, reply) =>
    pages.send(request, reply, '/verify-publication.mjs', async () => ({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      body: verifier,
      headers: { 'access-control-allow-origin': '*' },
    })),
  )
}
