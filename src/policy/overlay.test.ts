import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Digest, Hash } from '#law/digest'
import { findInForce, inForce, type ListItem, on } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { chainOf, overlay } from '#policy/overlay'
import { parsePack } from '#policy/pack'

const packs = loadPacks()
const hash: Hash = (data) => createHash('sha256').update(JSON.stringify(data)).digest('hex') as Digest
const health = lawOf(packs, 'cn-health', hash)
const medical = lawOf(packs, 'cn-medical-security', hash)
const wanzhou = lawOf(packs, 'wanzhou-health', hash)
const jilin = lawOf(packs, 'jilin-medical-security', hash)
const ids = (row: { items: readonly ListItem[] }) => row.items.map((item) => item.id)
const length = (row: { value: number; unit: string }) => `${row.value}${row.unit}`

describe('每一步按当日施行的规定', () => {
  test('要求听证：二〇二一年七月十五日前三日，此后五个工作日', () => {
    assert.equal(length(inForce(health.periods, 'hearing.request', on('2021-07-14'))), '3日')
    assert.equal(length(inForce(health.periods, 'hearing.request', on('2021-07-15'))), '5工作日')
  })

  test('办案期限：令53三个月，令13九十日，令4九十日', () => {
    assert.equal(length(inForce(health.periods, 'decision', on('2020-06-12'))), '3月')
    assert.equal(length(inForce(health.periods, 'decision', on('2025-05-31'))), '3月')
    assert.equal(length(inForce(health.periods, 'decision', on('2025-06-01'))), '90日')
    assert.equal(length(inForce(medical.periods, 'decision', on('2025-06-01'))), '90日')
    assert.equal(findInForce(medical.periods, 'decision', on('2021-07-14')), undefined)
  })

  test('立案：卫生健康七日，后改七个工作日；医疗保障十五个工作日', () => {
    assert.equal(length(inForce(health.periods, 'filing', on('2024-01-01'))), '7日')
    assert.equal(length(inForce(health.periods, 'filing', on('2026-01-01'))), '7工作日')
    assert.equal(length(inForce(medical.periods, 'filing', on('2026-01-01'))), '15工作日')
    assert.equal(ids(inForce(health.lists, 'filing.conditions', on('2024-01-01'))).length, 4)
    assert.equal(ids(inForce(health.lists, 'filing.conditions', on('2026-01-01'))).at(-1), 'timebar')
    assert.equal(ids(inForce(medical.lists, 'filing.conditions', on('2026-01-01'))).length, 3)
  })

  test('法制审核：二〇二一年七月十五日前每一件，此后按所列情形，以决定之日为准', () => {
    const days = { violation: '2021-01-01', step: '2021-07-14', decision: '2021-07-15' }
    assert.deepEqual(ids(inForce(health.lists, 'review.grounds', on('2020-07-17'))), ['every-ordinary-decision'])
    assert.deepEqual(ids(inForce(health.lists, 'review.grounds', days)), ['public-interest', 'after-hearing', 'complex', 'listed'])
    assert.deepEqual(ids(inForce(medical.lists, 'review.grounds', on('2026-01-01'))), [
      'large-amount',
      'after-hearing',
      'complex',
      'public-interest',
      'listed',
    ])
  })

  test('审核内容：118号八项，令4十项，吉林医保十二项', () => {
    const checks = [health, medical, jilin].map((law) => ids(inForce(law.lists, 'review.checks', on('2026-01-01'))).length)
    assert.deepEqual(checks, [8, 10, 12])
  })

  test('集体讨论：令13五种情形，令4三种', () => {
    assert.deepEqual(ids(inForce(health.lists, 'discussion.grounds', on('2025-05-31'))), ['complex-heavy'])
    assert.equal(ids(inForce(health.lists, 'discussion.grounds', on('2025-06-01'))).length, 5)
    assert.equal(ids(inForce(medical.lists, 'discussion.grounds', on('2025-06-01'))).length, 3)
  })

  test('合议：令53必经，令13没有这一步', () => {
    assert.equal(inForce(health.modes, 'deliberation', on('2025-05-31')).mode, 'required')
    assert.equal(findInForce(health.modes, 'deliberation', on('2025-06-01')), undefined)
    assert.equal(findInForce(medical.modes, 'deliberation', on('2025-05-31')), undefined)
  })

  test('法制审核的时限只有医疗保障有数，没有数的不设默认', () => {
    assert.equal(length(inForce(medical.periods, 'review', on('2026-01-01'))), '10工作日')
    assert.equal(findInForce(health.periods, 'review', on('2026-01-01')), undefined)
    for (const law of [health, medical, wanzhou, jilin])
      for (const kind of ['natural', 'organisation'])
        assert.equal(findInForce(law.amounts, `hearing.fine.${kind}`, on('2026-01-01')), undefined)
  })
})

describe('上层规定优先', () => {
  test('公示审批：全国未定，万州经分管领导、主要领导', () => {
    assert.deepEqual(inForce(health.posts, 'publication.chain', on('2026-01-01')).posts, ['head'])
    assert.deepEqual(inForce(wanzhou.posts, 'publication.chain', on('2026-01-01')).posts, ['leaderInCharge', 'principalLeader'])
    assert.deepEqual(inForce(wanzhou.posts, 'publication.chain', on('2019-06-01')).posts, ['head'])
  })

  test('岗位分离：没有条文的只提示，有条文的不得办理', () => {
    const severity = (law: typeof health, key: string) => inForce(law.separation, key, on('2026-01-01')).severity
    assert.equal(severity(health, 'preparer≠releaser'), 'warn')
    assert.equal(severity(wanzhou, 'preparer≠releaser'), 'block')
    assert.equal(severity(medical, 'decider≠handler'), 'warn')
    assert.equal(severity(jilin, 'decider≠handler'), 'block')
    for (const law of [health, medical, wanzhou, jilin]) assert.equal(severity(law, 'handler≠reviewer'), 'block')
  })

  test('本机关的登记在最上层，且改变摘要', () => {
    const threshold = {
      from: '2026-01-01',
      by: 'step',
      local: 'free',
      clauses: ['CFF-63-1-1'],
      source: '本机关规定',
      fen: 500_000,
    } as const
    const own = lawOf(packs, 'cn-health', hash, { amounts: { 'hearing.fine.natural': [threshold] } })
    assert.equal(inForce(own.amounts, 'hearing.fine.natural', on('2026-02-01')).fen, 500_000)
    assert.notEqual(own.digest, health.digest)
    assert.equal(lawOf(packs, 'cn-health', hash).digest, health.digest)
    assert.notEqual(wanzhou.digest, health.digest)
  })

  test('录入新一年的放假安排，摘要随之改变', () => {
    const entered = lawOf(packs, 'cn-health', hash, undefined, [
      { year: 2027, source: '放假安排', off: { '2027-01-01': '元旦' }, workdays: {} },
    ])
    assert.ok(entered.calendar.years.includes(2027))
    assert.notEqual(entered.digest, health.digest)
  })

  test('层级自下而上，不得循环', () => {
    const chain = chainOf(packs.packs, 'wanzhou-health').map((pack) => pack.id)
    assert.deepEqual(chain, ['cn', 'cn-health', 'wanzhou-health'])
    assert.throws(() => chainOf(packs.packs, 'nowhere'), RangeError)
    const circle = new Map(
      ['a', 'b'].map((id) => [id, parsePack(id, { pack: { id, zh: id, rank: 'national', beneath: [id === 'a' ? 'b' : 'a'] } })]),
    )
    assert.throws(() => chainOf(circle, 'a'), RangeError)
  })

  test('合并不改动各层的规定', () => {
    const layers = chainOf(packs.packs, 'wanzhou-health').map((pack) => pack.rules)
    const before = JSON.stringify(layers)
    overlay(layers)
    assert.equal(JSON.stringify(layers), before)
  })
})
