import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findParameter } from '#policy/parameters'
import { particulars } from '#publication/digest'
import { before, granted, health, ordinary, type Place, publish, refused, rowsOf, type Step, step, walk } from '../../test/ordinary.ts'

const day = '2026-03-20'
const matter = walk(health, before(ordinary, 'end'))
const opened = step('publication.open', { documentNo: '演罚〔2026〕1号', decidedOn: '2026-03-18' }, 'system', '2026-03-18')
const prepare = (input: object = {}, today = day) => step('publication.prepare', input, 'zheng', today)
const approvals = (today = day) => [step('publication.approve', {}, 'wu', today), step('publication.approve', {}, 'zhou', today)]
const release = (today = day) => step('publication.release', {}, 'feng', today)
const send = (steps: readonly Step[], place: Place = health) => publish(place, matter, [opened, ...steps])

/** The same place where a digest holds other things. */
const naming = (...items: readonly (readonly [id: string, zh: string])[]): Place => {
  const row = { from: '2020-01-01', by: 'step', local: 'free', clauses: ['G118-6'], source: '演示' } as const
  const rows = items.length > 0 ? [{ ...row, items: items.map(([id, zh]) => ({ id, zh, clause: 'G118-6' as const })) }] : []
  return { ...health, law: { ...health.law, lists: { ...health.law.lists, 'publication.digest': rows } } }
}
const withFacts = naming(['party', '当事人'], ['facts', '违法事实'], ['decision', '执法决定'])

describe('信息摘要：只公开规定的各项（万州公示制度 第十六条第二款）', () => {
  const shown = granted(send([prepare({ facts: '将损伤性废物放入塑料桶', discretion: '从轻' }), ...approvals(), release()])).shown

  test('规定的各项都在，用规定的名称，各写明条款；此外决定的内容一项也没有', () => {
    assert.deepEqual(
      shown?.digest?.map(({ zh }) => zh),
      ['决定书文号', '执法主体名称', '当事人姓氏或者名称', '执法类别', '执法决定'],
    )
    assert.ok(shown?.digest?.every(({ clause }) => clause.id.startsWith('WZ-GS-1')))
    const text = JSON.stringify(shown)
    for (const more of ['塑料桶', '从轻', '未将医疗废物', '缴入', '登记线索']) assert.ok(!text.includes(more), more)
    for (const field of ['facts', 'discretion', 'cause', 'violated', 'basis', 'payable', 'course', 'partyNote', 'servedOn'] as const)
      assert.equal(shown?.[field], undefined, field)
  })
  test('公开全文的，各项照旧，须有违法事实摘要', () => {
    refused(send([prepare({ form: 'fulltext' })]), 'facts-missing', 'G118-6')
    const body = granted(send([prepare({ form: 'fulltext', facts: '将损伤性废物放入塑料桶' })])).draft?.body
    assert.deepEqual([body?.digest, body?.facts], [undefined, '将损伤性废物放入塑料桶'])
    assert.ok(body?.course && body.violated && body.payable)
  })
  test('没有规定摘要内容的，各项照旧', () => {
    const body = granted(send([prepare({ facts: '将损伤性废物放入塑料桶' })], naming())).draft?.body
    assert.deepEqual([body?.digest, body?.documentNo], [undefined, '演罚〔2026〕1号'])
  })
  test('规定的一项没有的，不得拟稿，写明怎样补', () => {
    const refusal = send([prepare()], withFacts)
    refused(refusal, 'particular-missing', 'G118-6')
    assert.match('zh' in refusal ? String(refusal.zh) : '', /应当写明“违法事实”：请填写违法事实摘要/)
    const body = granted(send([prepare({ facts: '将损伤性废物放入塑料桶' })], withFacts)).draft?.body
    assert.deepEqual([body?.facts, body?.documentNo, body?.title], ['将损伤性废物放入塑料桶', undefined, '英雄村第三卫生站行政处罚决定'])
  })
  test('拟稿之后规定变了的，已经公示的不变；更正的，从拟稿之日的规定', () => {
    const later = '2026-03-25'
    const out = granted(send([prepare(), ...approvals(), release()]))
    const asked = { from: 'own', who: '林', identity: '自查', what: '名称多写一字', on: later }
    const steps = [step('publication.requestCorrection', asked, 'zheng', later), prepare({ facts: '放入塑料桶', note: '更正名称' }, later)]
    const corrected = [...steps, ...approvals(later), release(later)].reduce(
      (state, each) => granted(publish(withFacts, matter, [each], state)),
      out,
    )
    assert.deepEqual(granted(publish(withFacts, matter, steps, out)).shown, out.shown)
    assert.deepEqual(
      corrected.shown?.digest?.map(({ id }) => id),
      ['party', 'facts', 'decision'],
    )
  })
  test('没有公开文号的，撤回以后也不写文号', () => {
    const out = granted(send([prepare({ facts: '放入塑料桶' }), ...approvals(), release()], withFacts))
    const withdraw = step('publication.withdraw', { reason: '内容有误' }, 'feng', '2026-03-25')
    for (const each of [release(), withdraw]) {
      const before = each === withdraw ? out : granted(send([prepare({ facts: '放入塑料桶' }), ...approvals()], withFacts))
      const row = rowsOf(withFacts, before, each, { matter }).find(({ table }) => table === 'pub.decision')
      assert.ok(row && !JSON.stringify(row.set).includes('演罚'))
    }
  })
  test('规则包只能列出能公开的各项', () =>
    assert.deepEqual([...(findParameter('lists', 'publication.digest')?.items ?? [])].sort(), Object.keys(particulars).sort()))
})
