import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkPacks } from '#policy/check'
import { disagreements, disagreementZh } from '#policy/conflict'
import { loadPacks } from '#policy/load'
import { chainOf } from '#policy/overlay'
import { parsePack } from '#policy/pack'

const { packs, provisions } = loadPacks()

/** Two packs, the second upon the first, each with one period. */
const row = (value: number, more: object = {}) => ({
  from: '2021-07-15',
  value,
  unit: '日',
  by: 'step',
  local: 'free',
  clauses: ['CFF-60'],
  source: '行政处罚法',
  ...more,
})
const planted = (higher: object, lower: object, rank = 'county') => {
  const pack = (id: string, at: string, beneath: string[], rows: object) =>
    parsePack(id, { pack: { id, zh: id, rank: at, beneath }, periods: { decision: [rows] } })
  return disagreements([pack('upper', 'province', [], higher), pack('local', rank, ['upper'], lower)])
}
const verdict = (higher: object, lower: object, rank?: string) =>
  planted(higher, lower, rank).map(({ winner, why, conflict }) => [winner, why, conflict])

describe('两级规定不一致', () => {
  test('说的一样，不是不一致', () => assert.deepEqual(verdict(row(90), row(90, { source: '县文件' })), []))
  test('不同时施行，不是不一致', () => assert.deepEqual(verdict(row(90, { to: '2024-12-31' }), row(60, { from: '2025-01-01' })), []))
  test('上位不许另定的，上位优先', () => assert.deepEqual(verdict(row(90, { local: 'fixed' }), row(60)), [['higher', 'fixed', true]]))
  test('宽于上位的，上位优先', () => assert.deepEqual(verdict(row(90, { local: 'stricter' }), row(120)), [['higher', 'looser', true]]))
  test('更严的地方义务，不是抵触', () => assert.deepEqual(verdict(row(90, { local: 'stricter' }), row(60)), [['lower', 'stricter', false]]))
  test('上位容许另定的，从其规定', () => assert.deepEqual(verdict(row(90), row(120)), [['lower', 'free', false]]))
  test('同级的，以后施行的为准', () => {
    assert.deepEqual(verdict(row(90, { local: 'fixed' }), row(60, { from: '2023-01-01' }), 'province'), [['lower', 'later', true]])
    assert.deepEqual(verdict(row(90, { from: '2023-01-01' }), row(60), 'province'), [['higher', 'later', true]])
  })
  test('读得出两行、适用哪一行、为什么', () => {
    const [found] = planted(row(90, { local: 'stricter' }), row(120))
    assert.ok(found)
    assert.match(
      disagreementZh(found),
      /^办案期限（periods decision）：upper 2021-07-15 起（CFF-60）与local 2021-07-15 起（CFF-60）不同，下位规定宽于上位规定，适用 upper$/,
    )
  })
  test('已经写明不适用的一行，不再约束更下一级', () => {
    const pack = (id: string, rank: string, beneath: string[], rows: object) =>
      parsePack(id, { pack: { id, zh: id, rank, beneath }, periods: { decision: [rows] } })
    const chain = [
      pack('a', 'national', [], row(90, { local: 'stricter' })),
      pack('b', 'province', ['a'], row(120, { yieldsTo: 'CFF-60' })),
      pack('c', 'county', ['b'], row(80)),
    ]
    assert.deepEqual(
      disagreements(chain).map(({ higher, lower }) => [higher.pack, lower.pack]),
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
    )
  })
  test('同级而后施行的排在下面，检查不放过', () => {
    const pack = (id: string, beneath: string[], rows: object) =>
      parsePack(id, { pack: { id, zh: id, rank: 'province', beneath }, periods: { decision: [rows] } })
    const two = [pack('new', [], row(60, { from: '2023-01-01' })), pack('old', ['new'], row(90))]
    const found = checkPacks(new Map(two.map((each) => [each.id, each])), provisions).map(({ zh }) => zh)
    assert.match(found.join(), /new 与 old 同级，periods decision 以后施行的 new 为准/)
  })
})

describe('五个规则包与上位规定', () => {
  const conflicts = (id: string) =>
    disagreements(chainOf(packs, id))
      .filter(({ conflict, lower }) => conflict && lower.pack === id)
      .map(({ key, winner, higher, lower }) => `${key} ${winner} ${lower.row.clauses[0]} ${higher.row.clauses[0]}`)
  test('SP-1-3-8、WD-2-1-4-7 把例外放宽到地方性法规，118号优先', () => {
    assert.deepEqual(conflicts('siping-health'), ['publication.exceptions higher SP-1-3-8 G118-6'])
    assert.deepEqual(conflicts('wuding-health'), ['publication.exceptions higher WD-2-1-4-7 G118-6'])
  })
  test('WZ-GS-13-1 佩戴或出示，应当主动出示', () =>
    assert.deepEqual(conflicts('wanzhou-health'), [
      'identity.certificate higher WZ-GS-13-1 G118-5',
      'identity.certificate higher WZ-GS-13-1 CFF-55-1',
    ]))
  test('YB-3-1-3-8 许可落到二十个工作日，YB-3-2-2-11 全程记录落到根据实际情况，118号优先', () =>
    assert.deepEqual(
      conflicts('jilin-medical-security').map((each) => each.split(' ')[0]),
      ['publication.licence', 'identity.certificate', 'identity.certificate', 'recording.property', 'recording.rooms'],
    ))
  test('省责任制方案没有抵触', () => assert.deepEqual(conflicts('jilin-health'), []))
  test('每一处抵触都写明不适用', () => {
    for (const id of packs.keys())
      for (const { conflict, lower } of disagreements(chainOf(packs, id)))
        if (conflict) assert.ok(lower.row.yieldsTo, `${id} ${lower.pack}`)
  })
  test('WD-2-1-4-11 一月二十八日早于一月三十一日，更严，不是抵触', () => {
    const found = disagreements(chainOf(packs, 'wuding-health')).find(({ key }) => key === 'annual.publish')
    assert.deepEqual([found?.why, found?.winner, found?.conflict], ['stricter', 'lower', false])
  })
})
