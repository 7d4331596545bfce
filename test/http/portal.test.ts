import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#server/config'
import { type House, openHouse, ybj } from './house'
import { publishedMatter } from './matter'

let house: House
let id: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  id = await publishedMatter(house, ybj)
})
after(() => house.close())

const get = (url: string) => house.ask({ method: 'GET', url })

describe('公示网站', () => {
  test('首页、列表、决定、说明：不登录，200，一个标题', async () => {
    for (const url of ['/', '/decisions', `/decisions/${ybj}/${id}`, '/about']) {
      const page = await get(url)
      assert.equal(page.status, 200, url)
      assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
      assert.equal(page.text.match(/<h1[ >]/g)?.length, 1, url)
      assert.match(page.text, /<html lang="zh-CN"/)
      assert.doesNotMatch(page.text, /<script|\son\w+=/i)
    }
    assert.match((await get('/')).text, new RegExp(id))
    assert.match((await get(`/decisions/${ybj}/${id}`)).text, /松医保罚〔2026〕1号/)
  })

  test('没有的：404 页面', async () => {
    for (const url of [
      `/decisions/${ybj}/${newId()}`,
      `/decisions/nowhere/${id}`,
      '/decisions/%00/x',
      `/decisions/${ybj}/x`,
      `/decisions/${'a'.repeat(150)}/${id}`,
      '/no-such-page',
      '/decisions/a/b/c',
    ]) {
      const page = await get(url)
      assert.equal(page.status, 404, url)
      assert.match(String(page.headers['content-type']), /^text\/html/)
      assert.doesNotMatch(page.text, /<script/i)
    }
  })

  test('安全响应头：不执行脚本，不猜类型，不被嵌入', async () => {
    for (const url of ['/', '/decisions?q=x', '/nothing', '/api/agencies', '/healthz']) {
      const { headers } = await get(url)
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['x-frame-options'], 'DENY')
      assert.equal(headers['referrer-policy'], 'same-origin')
    }
    const csp = String((await get('/')).headers['content-security-policy'])
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(csp.includes(rule), csp)
    assert.doesNotMatch(csp, /unsafe|script-src/)
  })

  test('查询：按字词、机关；查什么都不出故障，也不原样写进页面', async () => {
    const count = async (query: string) => (await get(`/decisions?${query}`)).text.includes(id)
    assert.equal(await count(`q=${encodeURIComponent('德元诊所')}`), true)
    assert.equal(await count(`q=${encodeURIComponent('没有这个')}`), false)
    assert.equal(await count(`agency=${ybj}`), true)
    assert.equal(await count('agency=yuanshan-wjw'), false)
    for (const value of [
      '%00',
      '%ff',
      "'%20or%201=1--",
      '%25%25',
      '%3Cscript%3Ealert(1)%3C/script%3E',
      '%22%3E%3Cimg%20src=x%20onerror=1%3E',
      'x'.repeat(3000),
      '_%25\\',
    ])
      for (const field of ['q', 'agency', 'page', 'q=a&q']) {
        const page = await get(`/decisions?${field}=${value}`)
        assert.equal(page.status, 200, `${field}=${value}`)
        assert.doesNotMatch(page.text, /<script>|<img src=x/)
      }
  })

  test('样式有指纹，未变的不重发', async () => {
    const css = await get('/portal.css')
    assert.equal(css.headers['content-type'], 'text/css; charset=utf-8')
    const again = await house.ask({ method: 'GET', url: '/portal.css', headers: { 'if-none-match': String(css.headers.etag) } })
    assert.deepEqual([again.status, again.text], [304, ''])
  })

  test('未公示的一个字也没有：网站只读得到 pub', async () => {
    await assert.rejects(house.db.portal.query('select from enforcement_case'), /permission denied|does not exist/)
    await assert.rejects(house.db.portal.query('select from ledger_event'), /permission denied|does not exist/)
  })

  test('活着：healthz；就绪：readyz', async () => {
    for (const url of ['/healthz', '/readyz']) {
      const answer = await get(url)
      assert.deepEqual([answer.status, answer.body], [200, { ok: true }])
    }
  })
})
