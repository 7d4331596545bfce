import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PublicDecision } from '#publication/public'
import { csvOf, feedOf, robotsOf, sitemapIndexOf, sitemapOf } from '#web/portal/opendata.ts'

const decision = {
  agency: 'a1',
  agencyZh: '明川市卫生健康委员会',
  id: '0198f3c2-7c11-7d3a-9b1e-2f4a5b6c7d80',
  documentNo: '明卫医罚〔2026〕37号',
  title: '柏溪门诊部未将医疗废物分置于专用容器案',
  party: '柏溪门诊部',
  outcome: '警告',
  facts: '针头放入塑料桶。',
  basis: [{ id: 'YF-46-2', cite: '《医疗废物管理条例》第四十六条第（二）项' }],
  decidedOn: '2026-11-12',
  publishedOn: '2026-11-13',
  term: { due: '2026-11-23', nth: 1 },
} as unknown as PublicDecision
const origin = 'https://gs.example.gov.cn'
const hostile = `</title><script>&"'\u0000\u202e\u{1F600}`

describe('开放数据', () => {
  test('订阅：每一条有编号、时间、网址；更正的，时间随更正', () => {
    const feed = feedOf('明镜公示平台', origin, [{ ...decision, correction: { on: '2026-12-01', note: '金额写错' } }])
    assert.match(feed, /<id>urn:uuid:0198f3c2-7c11-7d3a-9b1e-2f4a5b6c7d80<\/id>/)
    assert.match(feed, /<updated>2026-12-01T00:00:00\+08:00<\/updated>/)
    assert.match(feed, /href="https:\/\/gs.example.gov.cn\/decisions\/a1\/0198/)
  })
  test('任何文字都只是文字，XML 不许的不写', () => {
    const feed = feedOf(hostile, origin, [{ ...decision, title: hostile, party: hostile }])
    for (const never of ['<script', '\u0000', '\u202e']) assert.ok(!feed.includes(never), never)
    assert.match(feed, /&lt;script&gt;/)
  })
  test('网站地图：网址完整；多的分几份', () => {
    assert.match(sitemapOf(origin, ['/', '/decisions']), /<loc>https:\/\/gs.example.gov.cn\/decisions<\/loc>/)
    assert.match(sitemapIndexOf(origin, 2), /sitemap-1.xml.*sitemap-2.xml/s)
  })
  test('演示数据不让收录', () => {
    assert.equal(robotsOf(origin, true), 'User-agent: *\nDisallow: /\n')
    assert.match(robotsOf(origin, false), /Sitemap: https:\/\/gs.example.gov.cn\/sitemap.xml/)
  })
  test('表格：引号、换行、逗号不破格；开头像公式的不成公式', () => {
    for (const begin of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u200b=1', '%0', '|x'])
      assert.ok(csvOf(origin, [{ ...decision, title: begin }]).includes(`,"'${begin}",`), JSON.stringify(begin))
    assert.ok(csvOf(origin, [{ ...decision, title: '甲"乙,\n丙' }]).includes(',"甲""乙,\n丙",'))
    assert.equal(csvOf(origin, [decision]).split('\r\n').length, 3)
  })
})
