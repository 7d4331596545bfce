import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Digest } from '#law/digest'
import { bundleOf, type Heard, type Proposal, substance as shape, substanceOf } from '#proposal/proposal'
import { hash } from '#server/digest'
import { substance } from '../../test/ordinary.ts'

type Bundle = Readonly<{ proposal: Pick<Proposal, 'substance' | 'traits' | 'law'>; evidence: readonly Heard[]; heard: readonly Heard[] }>

const numRuns = process.env.LONG ? 5_000 : 30
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const digest = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => ({ digest: hash([...bytes]) }))
const bundle: fc.Arbitrary<Bundle> = fc.record({
  proposal: fc.record({
    substance: fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }), fen: fc.integer({ min: 1, max: 1e9 }) }).map(({ name, fen }) =>
      shape.parse({
        ...substance,
        party: { type: 'organisation', name: `甲${name}乙` },
        penalties: [{ kind: 'fine', fen }],
        payable: [{ line: 'fine', fen, account: 'treasury' }],
      }),
    ),
    traits: fc.record({ complex: fc.constantFrom('甲', '乙') }, { requiredKeys: [] }),
    law: fc.constantFrom(...['甲', '乙'].map((each) => hash(each))),
  }),
  evidence: fc.array(digest, { maxLength: 3 }),
  heard: fc.array(digest, { maxLength: 3 }),
})
const nameOf = ({ proposal, evidence, heard }: Bundle): Digest => bundleOf(proposal, evidence, heard, hash)

/** The same content, its keys in the opposite order. */
const turned = (data: unknown): unknown =>
  Array.isArray(data)
    ? data.map(turned)
    : typeof data === 'object' && data !== null
      ? Object.fromEntries(
          Object.entries(data)
            .reverse()
            .map(([key, each]) => [key, turned(each)]),
        )
      : data

const more: Heard = { digest: hash('多一句话') }
/** One part changed at a time, whatever the rest. */
const changes: Readonly<Record<string, (of: Bundle) => Bundle>> = {
  当事人: ({ proposal, ...rest }) => ({
    ...rest,
    proposal: { ...proposal, substance: { ...proposal.substance, party: { ...proposal.substance.party, name: '另一家' } } },
  }),
  罚款数额: ({ proposal, ...rest }) => {
    const penalties = proposal.substance.penalties.map((each) => (each.kind === 'fine' ? { ...each, fen: each.fen + 1 } : each))
    return { ...rest, proposal: { ...proposal, substance: { ...proposal.substance, penalties } } }
  },
  责令改正: ({ proposal, ...rest }) => ({
    ...rest,
    proposal: { ...proposal, substance: { ...proposal.substance, correction: { kind: 'nothingLeft', reason: '已经改正' } } },
  }),
  情形判断: ({ proposal, ...rest }) => ({ ...rest, proposal: { ...proposal, traits: { ...proposal.traits, majorImpact: '有重大影响' } } }),
  所依据的规定: ({ proposal, ...rest }) => ({ ...rest, proposal: { ...proposal, law: hash('修订后') } }),
  多一份证据: ({ evidence, ...rest }) => ({ ...rest, evidence: [...evidence, more] }),
  多一句陈述: ({ heard, ...rest }) => ({ ...rest, heard: [...heard, more] }),
  陈述不是证据: ({ evidence, heard, ...rest }) => ({ ...rest, evidence: [more, ...evidence], heard }),
}

describe(`送审、讨论、决定的是同一份内容（seed ${seed}）`, () => {
  const check = (holds: (of: Bundle) => void) => fc.assert(fc.property(bundle, holds), { numRuns, seed })
  for (const [zh, change] of Object.entries(changes))
    test(`${zh}变了，就是另一份`, () => check((of) => assert.notEqual(nameOf(change(of)), nameOf(of))))

  test('书写的先后不同，还是同一份', () => check((of) => assert.equal(nameOf(turned(of) as Bundle), nameOf(of))))

  test('证据与陈述不可互换', () =>
    assert.notEqual(nameOf({ ...one, evidence: [more], heard: [] }), nameOf({ ...one, evidence: [], heard: [more] })))

  test('告知只看拟处罚的内容：多一份证据，告知仍然有效', () =>
    check((of) => assert.equal(substanceOf(changes.多一份证据?.(of).proposal ?? of.proposal, hash), substanceOf(of.proposal, hash))))

  const one: Bundle = { proposal: { substance: shape.parse(substance), traits: {}, law: hash('法') }, evidence: [], heard: [] }
})
