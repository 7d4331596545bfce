import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Agency, noAgency } from '#agency/agency'
import { certified } from '#agency/standing'
import { granted, health, play, refused, step } from '../../test/ordinary.ts'

const certificate = { no: 'DEMO-9', from: '2024-01-01', to: '2026-03-05' }
const newcomer = { id: 'gao', name: '高峰', unit: 'team', posts: ['handler'], certificate, qualified: false }
const appoint = (change: object) => play(health, health.agency, step('agency.appoint', { ...newcomer, ...change }, 'admin', '2026-03-02'))

const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
const agency = {
  ...{ id: 'demo', name: '演示机关', shortName: '演示', word: '演', field: 'health', pack: 'wanzhou-health', demo: true, level: 'county' },
  administrator,
}
const found = (change: object = {}) =>
  play<Agency>(health, noAgency, step('agency.found', { ...agency, ...change }, 'system', '2026-01-05'))

describe('设立执法机关、任用人员', () => {
  test('机关只设立一次', () => {
    const founded = granted(found())
    assert.deepEqual(founded.officers.admin?.posts, ['administrator'])
    refused(play(health, founded, step('agency.found', agency, 'system', '2026-01-05')), 'already-founded', 'CFF-17')
  })

  test('机关有层级，可以有上级；自己不是自己的上级，省级没有上级', () => {
    assert.deepEqual(granted(found({ superior: 'shi' })).founded?.superior, 'shi')
    refused(found({ superior: 'demo' }), 'own-superior', 'CFF-17')
    refused(found({ level: 'province', superior: 'shi' }), 'no-superior', 'CFF-17')
  })

  test('系统管理员不得兼任业务岗位', () => refused(appoint({ posts: ['administrator', 'handler'] }), 'administrator-apart', 'G118-15'))

  test('系统管理员不得任用自己', () => refused(appoint({ id: 'admin', posts: ['head'] }), 'own-appointment', 'G118-15'))

  test('没有任用过的，不因名称与语言自带的名称相同而成为人员、机构', () => {
    refused(appoint({ unit: 'constructor' }), 'no-unit')
    refused(
      play(health, health.agency, step('agency.setCredential', { officer: 'constructor', hash: '$argon2id$x' }, 'system', '2026-03-02')),
      'no-officer',
    )
    assert.equal(granted(appoint({ id: 'constructor' })).officers.constructor?.name, '高峰')
  })

  test('先有内设机构，再任用人员', () => refused(appoint({ unit: 'nowhere' }), 'no-unit', 'G118-11'))

  test('没有任用的人员不能设置口令', () =>
    refused(
      play(health, health.agency, step('agency.setCredential', { officer: 'gao', hash: '$argon2id$x' }, 'system', '2026-03-02')),
      'no-officer',
    ))

  test('口令的摘要不留在机关的状态里', () => {
    const after = granted(
      play(health, health.agency, step('agency.setCredential', { officer: 'li', hash: '$argon2id$x' }, 'system', '2026-03-02')),
    )
    assert.doesNotMatch(JSON.stringify(after), /argon2id/)
  })
})

describe('行政处罚法 第四十二条 执法证件', () => {
  const officer = granted(appoint({})).officers.gao
  test('首日和末日有效，前一日和后一日无效', () => {
    assert.ok(officer)
    const valid = ['2023-12-31', '2024-01-01', '2026-03-05', '2026-03-06'].map((day) => certified(officer, day))
    assert.deepEqual(valid, [false, true, true, false])
  })
})
