import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noAgency } from '#agency/agency'
import { granted, health, play, rowsOf, type Step, step } from '../../test/ordinary.ts'

/** 五份文件的主体、机构、人员信息: what the acts put where the public and the desk look it up. */
const day = '2026-03-02'
const why = '依规定办理'
const set = (sent: Step, table: string, place = health) => rowsOf(place, place.agency, sent).find((row) => row.table === table)?.set

describe('执法主体', () => {
  const nowhere = { agency: noAgency, law: health.law }
  const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
  const particulars = { id: 'demo', name: '演示机关', shortName: '演示', word: '演', field: 'health', pack: 'wanzhou-health', demo: true }
  const told = { ...particulars, level: 'county', phone: '023-58000000', address: '演示路1号', administrator }
  const found = step('agency.found', told, 'system', day)

  test('SP-1-1-2、WD-2-1-2-1、YB-3-1-1-1、WZ-GS-7-2、WZ-GS-7-3、WD-2-4-1-7、YB-3-4-2-4 设立以后，名称、办公地址、联系方式公开', () => {
    const shown = set(found, 'pub.agency', nowhere)
    assert.deepEqual([shown?.name, shown?.phone, shown?.address], ['演示机关', '023-58000000', '演示路1号'])
    assert.equal(set(found, 'agency', nowhere)?.level, 'county')
  })
  test('WZ-GS-7-1、WD-2-4-1-8 内设执法科室和下设执法机构：设置以后在册，名称公开；改名、撤销以后随之更新', () => {
    const name = (name: string) => step('agency.nameUnit', { unit: 'new', name }, 'admin', day)
    const founded = { ...nowhere, agency: granted(play(nowhere, noAgency, found)) }
    for (const table of ['unit', 'pub.unit']) assert.equal(set(name('综合科'), table, founded)?.name, '综合科')
    const named = { ...nowhere, agency: granted(play(founded, founded.agency, name('综合科'))) }
    assert.equal(set(name('监督一科'), 'pub.unit', named)?.name, '监督一科')
    assert.equal(set(step('agency.closeUnit', { unit: 'new', why }, 'admin', day), 'pub.unit', named)?.closed_on, day)
  })
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
