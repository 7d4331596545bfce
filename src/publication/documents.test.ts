import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findAct } from '#acts/table'
import { noPublication, type Publication, stateOf } from '#publication/publication'
import {
  before,
  but,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  placeOf,
  play,
  publish,
  refused,
  rowsOf,
  step,
  walk,
} from '../../test/ordinary.ts'

/** 五份文件的公示各项: each clause by its number. */
const day = '2026-03-20'
const matter = walk(health, before(ordinary, 'end'))
const opened = step('publication.open', { documentNo: '演罚〔2026〕1号', decidedOn: '2026-03-18' }, 'system', '2026-03-18')
const prepare = step('publication.prepare', { facts: '将损伤性废物放入塑料桶' }, 'zheng', day)
const approvals = [step('publication.approve', {}, 'wu', day), step('publication.approve', {}, 'zhou', day)]
const release = step('publication.release', {}, 'feng', day)
const then = (steps: Parameters<typeof publish>[2]): Publication => granted(publish(health, matter, steps))

describe('公布的内容', () => {
  const page = rowsOf(health, then([opened, prepare, ...approvals]), release, { matter }).find(({ table }) => table === 'pub.decision')
  const shown = JSON.stringify(page?.set)
  const of: readonly (readonly [clause: string, zh: string, text: string])[] = [
    ['SP-1-3-2、WD-2-1-4-2、WZ-GS-15-1、WZ-GS-16-3、YB-3-1-3-4', '执法机关', '演示机关'],
    ['SP-1-3-3、WD-2-1-4-3、WZ-GS-15-2、WZ-GS-16-4、YB-3-1-3-5', '执法对象', '英雄村第三卫生站'],
    ['SP-1-3-4、WD-2-1-4-4、WZ-GS-15-3、YB-3-1-3-6', '执法类别', '行政处罚'],
    ['SP-1-3-5、WD-2-1-4-5、WZ-GS-15-4、WZ-GS-16-5、YB-3-1-3-7', '执法结论', '罚款'],
    ['WZ-GS-16-2', '决定书文号', '演罚〔2026〕1号'],
  ]
  for (const [clause, zh, text] of of) test(`${clause} ${zh}`, () => assert.ok(shown.includes(text), shown))
  test('SP-1-3-6、YB-3-1-3-1、SP-1-0-4、SP-1-0-8、WZ-GS-2-1、YB-3-1-0-6、YB-3-4-1-5 发布以后向社会公开', () => assert.ok(page))
})

describe('谁执法谁公示，以公开为常态', () => {
  test('SP-1-0-1、WZ-GS-18-1、YB-3-1-0-1、WZ-GS-3-2、SP-1-3-9、ZR-3-2-2-8 每一份处罚决定都开启公示任务，由作出决定的机关办理', () => {
    const decide = but(ordinary, 'decide')
    const after = walk(health, [...before(ordinary, 'decide'), decide])
    assert.ok(after.decision.decided)
    const follows = findAct('penalty.decide')?.next?.({ kind: 'penalty.decided', ...after.decision.decided } as never, {
      stream: 'case:0190f0c8-0000-7000-8000-000000000001',
      today: decide.today,
    })
    assert.ok(follows?.some(({ act }) => act === 'publication.open'))
    assert.equal(granted(play(health, noPublication, opened, { matter })).duty?.documentNo, '演罚〔2026〕1号')
  })
  test('SP-1-3-9、WZ-GS-17-9、ZR-3-2-2-8 不予公开的，须属于规定的情形', () =>
    refused(
      publish(health, matter, [opened, step('publication.withhold', { ground: 'inconvenient', reason: '影响不好' }, 'zheng', day)]),
      'withhold-ground',
    ))
})

describe('不予公开', () => {
  const chain = ['leaderInCharge', 'principalLeader']
  const of: readonly (readonly [clause: string, ground: string])[] = [
    ['WZ-GS-17-3、SP-1-0-9', 'trade-secret'],
    ['WZ-GS-17-5', 'national-security'],
    ['WZ-GS-17-6', 'public-security'],
    ['WZ-GS-17-7', 'economic-security'],
    ['WZ-GS-17-8', 'social-stability'],
    ['WZ-GS-17-9、WZ-GS-15-5、WZ-GS-24-3', 'by-law'],
  ]
  for (const [clause, ground] of of)
    test(`${clause} 经同样的审批，不再发布`, () => {
      const withheld = then([opened, step('publication.withhold', { ground, reason: '依规定' }, 'zheng', day), ...approvals])
      assert.equal(stateOf(withheld, chain), 'withheld')
      refused(play(health, withheld, release, { matter }), 'not-prepared')
    })
  const elsewhere: readonly (readonly [clause: string, place: Place])[] = [
    ['SP-1-3-8', placeOf('health', 'siping-health')],
    ['WD-2-1-4-7', placeOf('health', 'wuding-health')],
    ['YB-3-1-3-9', medical],
  ]
  for (const [clause, place] of elsewhere)
    test(`${clause} 法律、行政法规另有规定的，经负责人审批，不再发布`, () => {
      const withhold = step('publication.withhold', { ground: 'by-law', reason: '依规定' }, 'zheng', day)
      const withheld = granted(publish(place, matter, [opened, withhold, step('publication.approve', {}, 'sun', day)]))
      assert.equal(stateOf(withheld, ['head']), 'withheld')
      refused(play(place, withheld, release, { matter }), 'not-prepared')
    })
})
