import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { applyToFile } from '#case/acts'
import { deliver } from '#case/deliver'
import { state } from '#hearing/acts'
import { propose } from '#proposal/acts'
import { adoptPack } from '#register/pack'
import { missing, placeOf } from '#web/kit/missing.ts'
import { blank, isAsked, isTuple, prune, type Schema } from '#web/kit/schema.ts'

const schemaOf = (act: { input: z.ZodType }): Schema => z.toJSONSchema(act.input) as Schema
const filing = schemaOf(applyToFile)
const serving = schemaOf(deliver)
const choices = {
  'filing.conditions': [
    { id: 'facts', zh: '有初步证据' },
    { id: 'own', zh: '属于本机关管辖' },
  ],
}

describe('表单由行为的输入生成', () => {
  test('法定条件逐项成行', () =>
    assert.deepEqual(blank(filing, choices), {
      handlers: undefined,
      conditions: [
        { id: 'facts', text: undefined },
        { id: 'own', text: undefined },
      ],
    }))

  test('至少要填一项的，先摆出一项', () => assert.deepEqual(blank(schemaOf(state), {}), { points: [undefined], on: undefined }))

  test('一项以上的，成列；恰好几项的，各在其位；名称由人自定的，原样送出', () => {
    const clauses = z.toJSONSchema(z.tuple([z.string()], z.string())) as Schema
    assert.deepEqual([isTuple(clauses), isTuple(filing.properties?.handlers ?? {})], [false, true])
    assert.deepEqual(blank(clauses, {}), [undefined])
    assert.deepEqual(
      missing(clauses, ['C4-40-1', ' ']).map(({ path }) => path),
      ['input.1'],
    )
    const files = { basis: '〔2026〕1号', files: { periods: { filing: [] } } }
    assert.deepEqual(prune(schemaOf(adoptPack), files), files)
  })

  test('未填的逐项指出', () => {
    const draft = {
      handlers: ['zhou', undefined],
      conditions: [
        { id: 'facts', text: '有' },
        { id: 'own', text: ' ' },
      ],
    }
    assert.deepEqual(
      missing(filing, draft).map(({ path }) => path),
      ['input.handlers.1', 'input.conditions.1.text'],
    )
  })

  test('提示写明在哪一项', () =>
    assert.equal(
      placeOf(filing, ['conditions', '1', 'text'], blank(filing, choices), choices),
      '立案条件 › 属于本机关管辖 › 符合的理由和材料',
    ))

  test('没有填的选填项不提交', () =>
    assert.deepEqual(
      prune(schemaOf(propose), { traits: { complex: ' ' }, substance: { benchmark: '', penalties: [{ kind: 'warning', fen: 3 }] } }),
      {
        traits: {},
        substance: { penalties: [{ kind: 'warning' }] },
      },
    ))

  test('送达方式没有选的，不问经过；选定以后只问这一种方式要求的', () => {
    const { facts } = serving.properties ?? {}
    const asked = (mode?: string) =>
      Object.entries(facts?.properties ?? {}).flatMap(([name, property]) => (isAsked(property, [{}, { mode }]) ? [name] : []))
    assert.ok(facts && !isAsked(facts, [{ mode: undefined }]) && isAsked(facts, [{ mode: 'left' }]))
    assert.deepEqual(asked(), [])
    assert.deepEqual(asked('direct'), ['receiver'])
    assert.deepEqual(asked('left'), ['refusal', 'witness', 'footage'])
    assert.deepEqual(asked('mail'), ['difficulty', 'via'])
  })

  test('改选送达方式以后，原来填的不提交', () => {
    const said = { mode: 'mail', to: '某诊所', facts: { receiver: 'head', difficulty: '店铺关闭', via: 'EMS1' } }
    assert.deepEqual(prune(serving, said), { mode: 'mail', to: '某诊所', facts: { difficulty: '店铺关闭', via: 'EMS1' } })
  })
})
