import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#server/config'
import { type House, openHouse, origin, wjw, ybj } from './house'
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

  test('YB-3-4-2-12、YB-3-4-1-5 查询：一个字起，题名、当事人、文号、处罚、事实，写法不拘；几个词须都有；说明命中何处', async () => {
    const html = async (query: Record<string, string>) => (await get(`/decisions?${new URLSearchParams(query)}`)).text
    const finds = async (query: Record<string, string>) => (await html(query)).includes(id)
    for (const q of [
      '德',
      '德元',
      '德元诊',
      '德元诊所',
      '〔2026〕1号',
      '[2026]１',
      '医保罚',
      '黑色塑料袋',
      '德元 黑色',
      ' 罚款　德元 ',
      '袋',
    ])
      assert.equal(await finds({ q }), true, q)
    for (const q of ['没有这个', '德元 没有', '元德', '所诊', '%', '_', '德_诊', "'", '鳏']) assert.equal(await finds({ q }), false, q)
    assert.match(await html({ q: '德元' }), /<mark>德元<\/mark>/)
    assert.match(await html({ q: '黑色' }), /违法事实：<bdi>[^<]*<mark>黑色<\/mark>/)
    assert.match(await html({ q: '没有这个' }), /没有找到同时符合的决定/)
  })

  test('按机关、决定年份、处罚种类、是否按期筛选；翻页和长者版不丢条件', async () => {
    const finds = async (query: string) => (await get(`/decisions?${query}`)).text.includes(id)
    for (const query of [
      `agency=${ybj}`,
      'year=2026',
      `kind=${encodeURIComponent('罚款')}`,
      'late=no',
      `agency=${ybj}&year=2026&late=no&q=1`,
    ])
      assert.equal(await finds(query), true, query)
    for (const query of ['agency=yuanshan-wjw', 'year=2025', `kind=${encodeURIComponent('吊销')}`, 'late=yes', 'year=2026&late=yes'])
      assert.equal(await finds(query), false, query)
    const page = await get('/decisions?q=1&year=2026&late=no')
    assert.match(page.text, /<a class="view" href="\/plain\/decisions\?q=1&amp;year=2026&amp;late=no"/)
    assert.match(page.text, /<option value="2026" selected="">/)
  })

  test('查什么都不出故障，也不原样写进页面', async () => {
    for (const value of [
      '%00',
      '%ff',
      '%ed%a0%80',
      "'%20or%201=1--",
      '%25%25',
      '%3Cscript%3Ealert(1)%3C/script%3E',
      '%22%3E%3Cimg%20src=x%20onerror=1%3E',
      'x'.repeat(10_000),
      '%E5%8C%BB'.repeat(3_000),
      '_%25\\',
      'a%20%26%20%7C%20!b%3A*%20%3C-%3E%20(',
      '%E2%80%AE%E2%80%8F',
      '%0a%0d',
      '%F0%9F%98%80',
    ])
      for (const field of ['q', 'agency', 'page', 'year', 'kind', 'late', 'q=a&q'])
        for (const path of ['/decisions', '/plain/decisions']) {
          const page = await get(`${path}?${field}=${value}`)
          assert.equal(page.status, 200, `${field}=${value}`)
          assert.doesNotMatch(page.text, /<script>|<img src=x|\u202e/)
        }
  })

  test('长者版：同样的内容，页内链接都留在长者版，一键换回', async () => {
    for (const url of ['/', '/decisions', `/decisions/${ybj}/${id}`, '/about']) {
      const page = await get(`/plain${url}`)
      assert.equal(page.status, 200, url)
      assert.match(page.text, /<html lang="zh-CN" class="elder">/)
      assert.match(page.text, /<meta name="robots" content="noindex"/)
      const links = [...page.text.matchAll(/<a ([^>]*)href="(\/[^"]*)"/g)].filter(([, before]) => !before?.includes('class="view"'))
      for (const [, , href = ''] of links) assert.match(href, /^\/plain\/|\.(xml|json|csv|mjs)(\?|$)/, href)
      assert.match(page.text, new RegExp(`<a class="view" href="${url}">标准版`))
    }
    assert.equal((await get('/plain/nothing')).status, 404)
  })

  test('页面留存：有强校验，未变的不重发，压缩与否各有标记', async () => {
    for (const url of ['/', '/decisions', `/decisions/${ybj}/${id}`]) {
      const tags = await Promise.all(
        ['identity', 'gzip'].map(async (encoding) => {
          const ask = (more: Record<string, string>) => house.ask({ method: 'GET', url, headers: { 'accept-encoding': encoding, ...more } })
          const { headers } = await ask({})
          assert.equal(headers['content-encoding'], encoding === 'gzip' ? 'gzip' : undefined)
          assert.equal(headers.vary, 'accept-encoding')
          const tag = String(headers.etag)
          assert.match(tag, /^"[0-9a-f]{32}(-gzip)?"$/)
          const again = await ask({ 'if-none-match': `"x", ${tag}` })
          assert.deepEqual([again.status, again.text], [304, ''])
          assert.equal((await ask({ 'if-none-match': '"x"' })).status, 200)
          return tag
        }),
      )
      assert.equal(new Set(tags).size, 2)
    }
  })

  test('原样再问的，答复一样；换一个站名问，也是设定的网址；换一种写法的，各是各的', async () => {
    const told = async (url: string, host = 'gs.example.cn', method: 'GET' | 'HEAD' = 'GET') => {
      const { status, headers, text } = await house.ask({ method, url, headers: { host } })
      const { date: _, ...said } = headers
      return { status, said, text }
    }
    for (const url of ['/', '/decisions?q=%E5%BE%B7', `/decisions/${ybj}/${id}`, '/feed.xml', '/portal.css']) {
      const first = await told(url)
      assert.deepEqual(await told(url), first, url)
      for (const name of ['x-content-type-options', 'x-frame-options', 'referrer-policy']) assert.ok(first.said[name], `${url} ${name}`)
      const head = await told(url, 'gs.example.cn', 'HEAD')
      assert.deepEqual([head.status, head.text, head.said], [200, '', first.said], url)
    }
    for (const host of ['a.example.cn', 'b.example.cn', 'a.example.cn'])
      assert.ok((await told('/feed.xml', host)).text.includes(`<id>${origin}/feed.xml</id>`))
    assert.match((await told('/decisions?q=%E9%B3%8F')).text, /没有找到同时符合的决定/)
  })

  test('留存久了的，先给原来的，背后换新；再久的，当场换新', async (t) => {
    const now = performance.now.bind(performance)
    let ahead = 0
    t.mock.method(performance, 'now', () => now() + ahead)
    const rename = (name: string) =>
      house.db.root.query("update pub.decision set body = jsonb_set(body, '{title}', to_jsonb($1::text))", [name])
    const shows = async (name: string) => (await get('/decisions?late=no')).text.includes(name)
    const { rows } = await house.db.root.query<{ title: string }>("select body ->> 'title' as title from pub.decision")
    const was = rows[0]?.title ?? ''
    assert.equal(await shows(was), true)
    await rename('换了名称')
    assert.equal(await shows(was), true)
    ahead = 20_000
    assert.equal(await shows(was), true)
    for (let tries = 0; !(await shows('换了名称')); tries++) {
      assert.ok(tries < 200)
      await sleep(20)
    }
    await rename(was)
    ahead = 80_000
    assert.equal(await shows(was), true)
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

describe('信息摘要', () => {
  test('公开摘要的：页面、目录、查询、JSON、表格、订阅都只有规定的各项', async (t) => {
    const house = await openHouse('2026-03-01T01:00:00.000Z')
    t.after(() => house.close())
    const other = await publishedMatter(house, wjw, 'digest')
    const get = (url: string) => house.ask({ method: 'GET', url })
    const { text } = await get(`/decisions/${wjw}/${other}`)
    for (const zh of ['决定书文号', '执法主体名称', '当事人姓氏或者名称', '执法类别', '执法决定'])
      assert.match(text, new RegExp(`<dt>${zh}</dt>`))
    const all = await Promise.all(
      [`/decisions/${wjw}/${other}`, `/decisions?agency=${wjw}`, `/decisions.json?agency=${wjw}`, `/decisions.csv?agency=${wjw}`].map(get),
    )
    for (const { text } of [...all, await get('/feed.xml')]) {
      assert.match(text, /英雄村第三卫生站行政处罚决定/)
      for (const more of ['未将医疗废物', '医疗废物管理条例', '缴入国库']) assert.ok(!text.includes(more), more)
    }
    for (const { text } of all) assert.doesNotMatch(text, /黑色塑料袋/)
    const finds = async (q: string) => (await get(`/decisions?${new URLSearchParams({ q, agency: wjw })}`)).text.includes(other)
    assert.deepEqual([await finds('英雄村'), await finds('罚款'), await finds('黑色'), await finds('医疗废物')], [true, true, false, false])
  })
})
