import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noAgency } from '#agency/agency'
import { health, rowsOf, type Step, step } from '../../test/ordinary.ts'

/** 五份文件的主体、机构、人员信息: what the acts put where the public and the desk look it up. */
const day = '2026-03-02'
const why = '依规定办理'
const set = (sent: Step, table: string, place = health) => rowsOf(place, place.agency, sent).find((row) => row.table === table)?.set

describe('执法主体', () => {
  test('SP-1-1-2、WD-2-1-2-1、YB-3-1-1-1、WZ-GS-7-2、WZ-GS-7-3、WD-2-4-1-7、YB-3-4-2-4 设立以后，名称、办公地址、联系方式公开', () => {
    const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
    const agency = { id: 'demo', name: '演示机关', shortName: '演示', word: '演', field: 'health', pack: 'wanzhou-health', demo: true }
    const said = { ...agency, level: 'county', phone: '023-58000000', address: '演示路1号', administrator }
    const shown = set(step('agency.found', said, 'system', day), 'pub.agency', { ...health, agency: noAgency })
    assert.deepEqual([shown?.name, shown?.phone, shown?.address], ['演示机关', '023-58000000', '演示路1号'])
  })
  test('WD-2-4-1-8 执法机构', () =>
    assert.equal(set(step('agency.nameUnit', { unit: 'new', name: '综合科' }, 'admin', day), 'unit')?.name, '综合科'))
})

describe('执法人员', () => {
  const certificate = { no: 'DEMO-new', from: '2026-01-01', to: '2027-01-01' }
  test('SP-1-1-3、WD-2-1-2-2、YB-3-1-1-2、WZ-GS-7-4、WZ-GS-7-5、YB-3-1-1-45、WD-2-4-1-9 登记证件以后，姓名和证号公开；暂扣的，一并写明', () => {
    const certify = step('agency.certify', { officer: 'he', certificate, why }, 'admin', day)
    const rows = rowsOf(health, health.agency, certify)
    assert.equal(rows.find(({ table, key }) => table === 'pub.certificate' && key.no === 'DEMO-new')?.set.name, '何军')
    assert.equal(rows.find(({ table }) => table === 'officer')?.set.certificate_no, 'DEMO-new')
    const held = set(step('agency.suspendCertificate', { officer: 'li', why }, 'admin', day), 'pub.certificate')
    assert.deepEqual([held?.name, JSON.stringify(held?.suspended).includes(day)], ['李明', true])
  })
  test('WD-2-4-1-9 任用以后，机构、岗位、证件登记在册', () => {
    const person = { id: 'new', name: '新员', unit: 'team', posts: ['handler'], qualified: false, certificate }
    const officer = set(step('agency.appoint', person, 'admin', day), 'officer')
    assert.deepEqual([officer?.name, officer?.unit, officer?.posts, officer?.certificate_no], ['新员', 'team', ['handler'], 'DEMO-new'])
  })
})
