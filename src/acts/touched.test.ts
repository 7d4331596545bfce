import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { table } from '#acts/table'
import { touchedBy } from '#acts/touched'
import { loadCoverage } from '#oversight/load'
import { concerns, patternOf, proseOf } from '#register/amendment'
import type { Register } from '#register/register'
import { granted, health, packs, placeOf, play, step } from '../../test/ordinary.ts'

const { refusals } = loadCoverage()
const from = { law: health.law, table, refusals }
const touched = (text: string | undefined, ...clauses: string[]) =>
  touchedBy({ ...(text ? { text } : {}), title: '', source: '', clauses } as never, from)
const ids = (list: readonly Readonly<{ id: string }>[]) => list.map(({ id }) => id)

describe('法规变动所涉', () => {
  test('法制审核一条变了：审核、决定的行为，未经审核不得决定的情形，审核情形的规定', () => {
    const found = touched('C13', 'C13-38')
    assert.ok(ids(found.acts).includes('review.submit') && ids(found.steps).includes('review.submit'))
    assert.ok(found.rows.some(({ key }) => key === 'review.grounds'))
    assert.ok(!ids(found.acts).includes('execution.pay'))
    assert.ok(ids(touched('CFF', 'CFF-58-1').refusals).includes('review-missing'))
  })
  test('处罚决定书载明的事项变了：文书格式', () => assert.ok(ids(touched('C13', 'C13-41').forms).includes('penaltyDecision')))
  test('设定处罚的条文变了：法定幅度、裁量基准', () => {
    assert.ok(touched('YFT', 'YFT-46').rows.some(({ family, key }) => family === 'ranges' && key === 'YFT-46'))
    const benchmarks = {
      'YFT-46': [{ from: '2026-01-01', by: 'decision', local: 'free', clauses: ['G27-12'], source: '本机关', maker: 'own', grades: [] }],
    }
    const law = { ...health.law, benchmarks } as never
    assert.equal(touchedBy({ text: 'YFT', title: '', source: '', clauses: ['YFT-46-1-2'] }, { ...from, law }).benchmarks[0]?.key, 'YFT-46')
  })
  test('没有规则引用的，什么也不涉及', () =>
    assert.deepEqual(touched('XKF', 'XKF-81'), { texts: [], acts: [], steps: [], refusals: [], rows: [], forms: [], benchmarks: [] }))
  test('SP-0-2、WD-0-1、WZ-0-2、WZ-JL-1-1、WZ-GS-1-1、YB-0-2、ZR-0-2 上位文件变了：据此制定的文件，和引用它们的规则', () => {
    const day = '2026-03-10'
    const said = { how: 'promulgated', level: 'normative', promulgatedOn: day, from: day, clauses: [], source: '官网' }
    /** Entered by the reviewer, and what it then touches. */
    const under = (pack: string, title: string, text?: string) => {
      const place = placeOf(pack === 'jilin-medical-security' ? 'medical-security' : 'health', pack, {})
      const entered = play<Register>(place, {}, step('law.change', { ...said, title, ...(text ? { text } : {}) }, 'zhao', day))
      const [change] = granted(entered).amendments ?? []
      assert.ok(change)
      return touchedBy(change, { ...from, law: place.law })
    }
    const siping = under('siping-health', '吉政办发〔2019〕39号')
    assert.deepEqual(ids(siping.texts), ['SP'])
    assert.ok(siping.rows.some(({ source }) => source.includes('四卫发')))
    assert.deepEqual(ids(under('siping-health', '吉政办发〔2016〕91号').texts), ['ZR'])
    assert.deepEqual(ids(under('wanzhou-health', '渝府办发〔2019〕90号').texts), ['WZ-GS'])
    assert.ok(under('wanzhou-health', '渝府办发〔2019〕90号').rows.some(({ key }) => key === 'publication.withhold'))
    for (const title of ['国办发〔2018〕118号', '云政办发〔2019〕39号', '楚政办通〔2019〕23号', '武政办法〔2019〕35号'])
      assert.deepEqual(ids(under('wuding-health', title).texts), ['WD'], title)
    assert.deepEqual(ids(under('wanzhou-health', '国卫监督发〔2018〕54号').texts), ['WZ-JL'])
    assert.deepEqual(ids(under('wanzhou-health', '渝卫发〔2019〕70号').texts), ['WZ'])
    assert.deepEqual(ids(under('jilin-medical-security', '三项制度指导意见', 'G118').texts), ['YB'])
    assert.deepEqual(ids(under('jilin-medical-security', '吉政办发〔2016〕91号').texts), [])
  })
  test('清单条目以正文引用：名称的各种写法，写明条款的还要有那一条', () => {
    const prose = (text: string, title: string, ...clauses: string[]) =>
      proseOf({ text, title, clauses } as never, packs.texts, packs.provisions)
    assert.deepEqual(prose('CFF', '中华人民共和国行政处罚法').names, ['中华人民共和国行政处罚法', '行政处罚法', '处罚法'])
    assert.deepEqual(prose('CFF', '行政处罚法', 'CFF-58-1', 'CFF-58-1-2', 'CFF-62').articles, ['第五十八条', '第六十二条'])
  })
  test('在数据库里找案件所用的式样，与条款的判断一致', () => {
    const all = [...health.law.provisions.keys()]
    for (const change of [
      { text: 'CFF', clauses: [] },
      { clauses: ['CFF-58-1-2'] },
      { clauses: ['YFT-46', 'C13-38-1'] },
      { clauses: [] },
    ] as const) {
      const pattern = new RegExp(`^${patternOf(change as never)}$`)
      const concerned = concerns(change as never)
      for (const id of all) assert.equal(pattern.test(id), concerned(id), `${id} ${JSON.stringify(change)}`)
    }
  })
})
