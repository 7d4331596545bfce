import { z } from 'zod'
import type { Evidence } from '#case/matter'
import { party } from '#case/party'
import { clauseId } from '#law/clause'
import { type Day, day } from '#law/day'
import type { Digest, Hash } from '#law/digest'
import { words } from '#law/text'

const fen = z.int().positive('金额以分为单位，应为正整数').max(1e14)

/** 行政处罚的种类, in the order of CFF-9, with what each says. 其他 covers kinds a law or regulation adds (CFF-9-6). */
export const penalty = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('warning') }),
  z.strictObject({ kind: z.literal('circular') }),
  z.strictObject({ kind: z.literal('fine'), fen }),
  z.strictObject({ kind: z.literal('confiscateGains'), fen }),
  z.strictObject({ kind: z.literal('confiscateGoods'), goods: words(500), fen }),
  z.strictObject({ kind: z.literal('suspendLicence'), term: words(60) }),
  z.strictObject({ kind: z.literal('downgrade'), what: words(200) }),
  z.strictObject({ kind: z.literal('revoke'), what: words(200) }),
  z.strictObject({ kind: z.literal('restrict'), what: words(200) }),
  z.strictObject({ kind: z.literal('stop'), what: words(200) }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('ban'), what: words(200) }),
  z.strictObject({ kind: z.literal('other'), what: words(200) }),
])
export type Penalty = z.infer<typeof penalty>
export type PenaltyKind = Penalty['kind']

/** 缴款线: a fine and confiscated gains go to the treasury, a refund to the fund's own account; never mixed (YBTL-45, C4-53-1). */
export const payable = z.strictObject({ line: z.enum(['fine', 'gains', 'refund']), fen, account: z.enum(['treasury', 'fund']) })
export type Payable = z.infer<typeof payable>

/** What the party is told 拟处罚的内容及事实、理由、依据. The notice binds to it. */
export const substance = z.strictObject({
  party,
  facts: z
    .array(z.strictObject({ text: words(2000), evidence: z.array(z.int().positive()).min(1, '每项事实至少一份证据') }))
    .min(1)
    .max(40),
  violated: z.array(clauseId).min(1).max(20),
  basis: z.array(clauseId).min(1).max(20),
  circumstances: z.array(z.strictObject({ text: words(500), clause: clauseId })).max(20),
  benchmark: words(500).exactOptional(),
  penalties: z.array(penalty).min(1).max(10),
  payable: z.array(payable).max(6),
  correction: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ordered'), text: words(500), by: day.exactOptional() }),
    z.strictObject({ kind: z.literal('nothingLeft'), reason: words(500) }),
  ]),
})
export type Substance = z.infer<typeof substance>

/** What the handlers judge of the matter and say why 情形判断; each opens a ground of review or discussion. */
export const traits = z.strictObject({
  publicInterest: words(500).exactOptional(),
  complex: words(500).exactOptional(),
  majorImpact: words(500).exactOptional(),
})
export type Traits = z.infer<typeof traits>

/** Something the party said and what we answered 陈述申辩与复核意见. */
export type Heard = Readonly<{ digest: Digest }>

/** The proposal as it was made 拟处理意见: `law` is the digest of the rows relied on. */
export type Proposal = Readonly<{ substance: Substance; traits: Traits; law: Digest; by: string; round: number; on: Day }>

/** The notice 告知 binds to the substance: change it, and the party is told again. */
export const substanceOf = (proposal: Pick<Proposal, 'substance'>, hash: Hash): Digest => hash(proposal.substance)

/**
 * Review, discussion and decision bind to the bundle: substance, traits, evidence both officers stand for, everything heard and answered,
 * and the law relied on. One more word heard, one more page of evidence, and a new pass must follow it.
 */
export const bundleOf = (
  proposal: Pick<Proposal, 'substance' | 'traits' | 'law'>,
  evidence: readonly Pick<Evidence, 'digest'>[],
  heard: readonly Heard[],
  hash: Hash,
): Digest =>
  hash({
    substance: hash(proposal.substance),
    traits: proposal.traits,
    evidence: evidence.map(({ digest }) => digest),
    heard: heard.map(({ digest }) => digest),
    law: proposal.law,
  })
