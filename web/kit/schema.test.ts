import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { applyToFile } from '#case/acts'
import { propose } from '#proposal/acts'
import { missing, placeOf } from '#web/kit/missing.ts'
import { blank, prune, type Schema } from '#web/kit/schema.ts'

const schemaOf = (act: { input: z.ZodType }): Schema => z.toJSONSchema(act.input) as Schema
const filing = schemaOf(applyToFile)
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
})
