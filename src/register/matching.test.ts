import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inForce, on } from '#policy/law'
import { entryOf } from '#register/kind'
import { kindOf, type ListId } from '#register/kinds'
import { comparedIn, mismatches, shared, withLines } from '#register/matching'
import { health, medical } from '../../test/ordinary.ts'

const basis = '《医疗保障基金使用监督管理条例》第四十条'
const item = (type: string, more: object = {}) => ({ code: '01', name: '对骗取医疗保障基金支出的处理', type, basis, ...more })
const told = (found: ReturnType<typeof mismatches>) => found.map(({ zh }) => zh)

describe('编制执法事项清单，与其他清单相互核对', () => {
  test('吉林医保结合权责、罚没、监管、收费四份清单；没有这一规定的，只核对权责清单', () => {
    assert.deepEqual(comparedIn(inForce(medical.law.lists, 'items.sources', on('2026-03-02')).items), [
      'powers',
      'penalties',
      'supervision',
      'fees',
    ])
    assert.equal(health.law.lists['items.sources'], undefined)
    assert.deepEqual(comparedIn([]), ['powers'])
  })
  const lists = [
    ['YB-3-1-1-11', 'powers', '行政检查', { unit: '监督科', duty: '监督检查' }],
    ['YB-3-1-1-12', 'penalties', '行政处罚', {}],
    ['YB-3-1-1-13', 'supervision', '行政检查', {}],
    ['YB-3-1-1-14', 'fees', '行政征收', {}],
  ] as const
  const { type: _, ...plain } = item('')
  const isEntry = (list: ListId, entry: object) => entryOf(kindOf(list)).safeParse(entry).success
  const without = (entry: object, field: string) => Object.fromEntries(Object.entries(entry).filter(([id]) => id !== field))
  for (const [clause, list, type, more] of lists)
    test(`${clause} ${list}：每一条都写明名称和依据，可以核对；一边有一边没有的、说法不同的，逐一列出`, () => {
      for (const [of, entry] of [
        ['items', item(type)],
        [list, { ...plain, ...more }],
      ] as const) {
        assert.ok(isEntry(of, entry))
        for (const field of ['name', 'basis']) assert.ok(!isEntry(of, without(entry, field)), `${of}.${field}`)
      }
      const items = [item(type)]
      assert.deepEqual(mismatches(items, list, [item(type)]), [])
      assert.deepEqual(told(mismatches(items, list, [])), ['执法事项清单有，这份清单没有'])
      assert.deepEqual(told(mismatches([], list, [item(type)])), ['执法事项清单中没有这一事项'])
      assert.deepEqual(told(mismatches(items, list, [item(type, { basis: '《社会保险法》第八十七条' })])), ['依据与执法事项清单不同'])
      const { code: _, ...uncoded } = item(type, { name: '对骗取医疗保障基金支出的处理 ' })
      assert.deepEqual(mismatches(items, list, [uncoded]), [], '没有编码的按名称')
    })
  test('罚没清单只对行政处罚事项，监管清单只对行政检查事项', () => {
    assert.deepEqual(mismatches([item('行政检查')], 'penalties', []), [])
    assert.deepEqual(told(mismatches([item('行政检查')], 'powers', [item('行政处罚')])), ['类别与执法事项清单不同（行政处罚、行政检查）'])
  })
  test('按变更以后核对', () => {
    const standing = [{ key: '01', entry: item('行政处罚') }]
    const struck = withLines(standing, [{ key: '01' }, { key: '02', entry: item('行政检查', { code: '02' }) }])
    assert.deepEqual(
      struck.map(({ code }) => code),
      ['02'],
    )
  })
  test('ZR-3-1-2-2 每一项职权都写明由哪一机构行使；由两个机构同时行使的，列出；同一机构的几个岗位不列', () => {
    const whole = { name: '监督检查', basis, unit: '监督科', post: '承办', duty: '现场检查' }
    assert.ok(isEntry('powers', whole))
    assert.ok(!isEntry('powers', without(whole, 'unit')))
    const power = (unit: string, post: string) => ({ name: '监督检查', unit, post })
    assert.deepEqual(shared([power('监督科', '承办'), power('监督科', '审核')]), [])
    assert.deepEqual(told(shared([power('监督科', '承办'), power('监督所', '承办')])), ['由监督科、监督所同时行使，请明确由谁负责'])
  })
})
