import { z } from 'zod'
import type { Evidence } from '#case/matter'
import { party } from '#case/party'
import { clauseId } from '#law/clause'
import { type Day, day } from '#law/day'
import type { Digest, Hash } from '#law/digest'
import { words } from '#law/text'
import { discretion } from '#proposal/discretion'

const fen = z.int().positive('金额以分为单位，应为正整数').max(1e14).meta({ title: '金额（元）' })
const kind = <K extends string>(of: K) => z.literal(of).meta({ title: '种类' })
const what = words(200).meta({ title: '具体内容' })

/** 行政处罚的种类, in the order of CFF-9, with what each says. 其他 covers kinds a law or regulation adds (CFF-9-6). */
export const penalty = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('warning') }).meta({ title: '警告' }),
  z.strictObject({ kind: kind('circular') }).meta({ title: '通报批评' }),
  z.strictObject({ kind: kind('fine'), fen }).meta({ title: '罚款' }),
  z.strictObject({ kind: kind('confiscateGains'), fen }).meta({ title: '没收违法所得' }),
  z
    .strictObject({
      kind: kind('confiscateGoods'),
      goods: words(500).meta({ title: '财物名称和数量' }),
      fen: fen.meta({ title: '价值（元）' }),
    })
    .meta({ title: '没收非法财物' }),
  z.strictObject({ kind: kind('suspendLicence'), term: words(60).meta({ title: '期限' }) }).meta({ title: '暂扣许可证件' }),
  z.strictObject({ kind: kind('downgrade'), what }).meta({ title: '降低资质等级' }),
  z.strictObject({ kind: kind('revoke'), what }).meta({ title: '吊销许可证件' }),
  z.strictObject({ kind: kind('restrict'), what }).meta({ title: '限制开展生产经营活动' }),
  z.strictObject({ kind: kind('stop'), what }).meta({ title: '责令停产停业' }),
  z.strictObject({ kind: kind('close') }).meta({ title: '责令关闭' }),
  z.strictObject({ kind: kind('ban'), what }).meta({ title: '限制从业' }),
  z.strictObject({ kind: kind('other'), what }).meta({ title: '法律、行政法规规定的其他行政处罚' }),
])
export type Penalty = z.infer<typeof penalty>
export type PenaltyKind = Penalty['kind']

/** 缴款线: a fine and confiscated gains go to the treasury, a refund to the fund's own account; never mixed (YBTL-45, C4-53-1). */
export const payable = z.strictObject({
  line: z
    .enum(['fine', 'gains', 'refund'])
    .meta({ title: '款项', labels: { fine: '罚款', gains: '没收违法所得', refund: '退回医疗保障基金' } }),
  fen,
  account: z.enum(['treasury', 'fund']).meta({ title: '缴入账户', labels: { treasury: '国库', fund: '医疗保障基金财政专户' } }),
})
export type Payable = z.infer<typeof payable>

/** What the party is told 拟处罚的内容及事实、理由、依据. The notice binds to it. */
export const substance = z.strictObject({
  party: party.meta({ title: '当事人' }),
  facts: z
    .array(
      z.strictObject({
        text: words(2000).meta({ title: '事实' }),
        evidence: z.array(z.int().positive()).min(1, '每项事实至少一份证据').max(100).meta({ title: '所依据的证据', of: 'evidence' }),
      }),
    )
    .min(1)
    .max(40)
    .meta({ title: '违法事实' }),
  violated: z.array(clauseId).min(1).max(20).meta({ title: '违反的条款', of: 'clause' }),
  basis: z.array(clauseId).min(1).max(20).meta({ title: '处罚依据的条款', of: 'clause' }),
  circumstances: z
    .array(z.strictObject({ text: words(500).meta({ title: '情节' }), clause: clauseId.meta({ title: '依据条款', of: 'clause' }) }))
    .max(20)
    .meta({ title: '裁量情节' }),
  benchmark: words(500).exactOptional().meta({ title: '裁量基准' }),
  discretion: z.array(discretion).max(20).exactOptional().meta({ title: '裁量权适用' }),
  penalties: z.array(penalty).min(1).max(10).meta({ title: '拟作出的处罚' }),
  payable: z.array(payable).max(6).meta({ title: '应缴款项' }),
  correction: z
    .discriminatedUnion('kind', [
      z
        .strictObject({
          kind: kind('ordered'),
          text: words(500).meta({ title: '改正要求' }),
          by: day.exactOptional().meta({ title: '改正期限' }),
        })
        .meta({ title: '责令改正' }),
      z.strictObject({ kind: kind('nothingLeft'), reason: words(500).meta({ title: '理由' }) }).meta({ title: '没有需要改正的' }),
    ])
    .meta({ title: '责令改正' }),
})
export type Substance = z.infer<typeof substance>

/** What the handlers judge of the matter and say why 情形判断; each opens a ground of review or discussion. */
export const traits = z.strictObject({
  publicInterest: words(500).exactOptional().meta({ title: '涉及重大公共利益的理由' }),
  complex: words(500).exactOptional().meta({ title: '疑难复杂、涉及多个法律关系的理由' }),
  byOtherLaw: words(500).exactOptional().meta({ title: '法律、法规另有规定应当法制审核的依据' }),
  majorImpact: words(500).exactOptional().meta({ title: '涉及重大安全问题、有重大社会影响的理由' }),
  socialRisk: words(500).exactOptional().meta({ title: '可能造成重大社会影响、引发社会风险的理由' }),
  weightyRights: words(500).exactOptional().meta({ title: '关系当事人、第三人重大权益的理由' }),
  assessed: words(500).exactOptional().meta({ title: '经过评估的，评估报告的名称、机构和结论' }),
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
