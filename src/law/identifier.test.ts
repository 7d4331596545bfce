import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { citizenIdFault, creditCodeFault } from '#law/identifier'

type Vector = { value: string; valid: boolean | null; note: string }
const read = (path: string) => readFileSync(new URL(`../../../shared/data/${path}`, import.meta.url), 'utf8')
const vectors: { gb11643: Vector[]; gb32100: Vector[]; masked_forms_seen: string[] } = JSON.parse(read('id-vectors/vectors.json'))

describe('号码校验', () => {
  test('公民身份号码 GB 11643', () => {
    for (const { value, valid, note } of vectors.gb11643)
      assert.equal(citizenIdFault(value) === undefined, valid === true, `${value} ${note}`)
    assert.equal(citizenIdFault('220301198001010017'), undefined)
    assert.match(citizenIdFault('220301198502300020') ?? '', /出生日期/)
  })

  test('统一社会信用代码 GB 32100', () => {
    for (const { value, valid, note } of vectors.gb32100) assert.equal(creditCodeFault(value) === undefined, valid, `${value} ${note}`)
  })

  test('改动任何一位都不能通过', () => {
    const code = '11220300MB00000006'
    assert.equal(creditCodeFault(code), undefined)
    for (let i = 0; i < code.length; i += 1)
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
        if (other !== code[i]) assert.notEqual(creditCodeFault(code.slice(0, i) + other + code.slice(i + 1)), undefined, `${i} ${other}`)
  })

  test('已经遮盖的号码不是号码', () => {
    for (const masked of vectors.masked_forms_seen) {
      assert.notEqual(citizenIdFault(masked), undefined, masked)
      assert.notEqual(creditCodeFault(masked), undefined, masked)
    }
  })

  test('公开名录中的真实代码', () => {
    const codes = new Set(read('inspection-objects/objects.csv').match(/\b9[123][0-9A-Z]{16}\b/g) ?? [])
    const sound = [...codes].filter((code) => creditCodeFault(code) === undefined)
    assert.ok(codes.size > 100 && sound.length / codes.size > 0.95, `${sound.length} of ${codes.size}`)
  })
})
