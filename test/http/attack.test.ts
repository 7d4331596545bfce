import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { counts, type House, isProblem, openHouse, type Person, password, wjw } from './house'

let house: House
let handler: Person
before(async () => {
  house = await openHouse()
  handler = await house.as(`${wjw}/w01`)
})
after(() => house.close())

describe('不怀好意的请求', () => {
  test('登录后看到的，不留在缓存里；公开的页面每次都核对', async () => {
    for (const url of ['/api/me', '/api/cases', '/api/queue', '/api/nothing', '/api/agencies'])
      assert.equal((await handler.get(url)).headers['cache-control'], 'no-store', url)
    assert.equal((await house.ask({ method: 'GET', url: '/' })).headers['cache-control'], 'no-cache')
  })

  test('别的网站的页面，不能借登录的人办理；本站的页面和不是浏览器的可以', async () => {
    const before = await counts(house)
    for (const site of ['cross-site', 'same-site'])
      for (const [method, url] of [
        ['POST', '/api/acts/case.report'],
        ['POST', '/api/session'],
        ['DELETE', '/api/session'],
      ] as const)
        isProblem(
          await handler.ask({ method, url, headers: { 'sec-fetch-site': site, cookie: handler.cookie }, payload: {} }),
          403,
          'foreign-origin',
        )
    // over a connection that is not encrypted a browser says Origin alone
    for (const origin of ['http://elsewhere.example', 'http://localhost:81', 'https://localhost.example:80', 'null', 'localhost:80'])
      isProblem(
        await handler.ask({ method: 'POST', url: '/api/acts/case.report', headers: { origin, cookie: handler.cookie }, payload: {} }),
        403,
        'foreign-origin',
      )
    assert.deepEqual(await counts(house), before)
    isProblem(
      await handler.ask({
        ...{ method: 'POST', url: '/api/acts/case.report', payload: {} },
        headers: { origin: 'http://localhost:80', cookie: handler.cookie },
      }),
      400,
    )
    const own = { method: 'POST', url: '/api/acts/case.report', payload: {} } as const
    isProblem(await handler.ask({ ...own, headers: { 'sec-fetch-site': 'same-origin', cookie: handler.cookie } }), 400)
    assert.equal(
      (await handler.ask({ method: 'GET', url: '/api/me', headers: { 'sec-fetch-site': 'cross-site', cookie: handler.cookie } })).status,
      200,
    )
  })

  test('表单和纯文本不是办理', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await handler.ask({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': type, cookie: handler.cookie },
        payload: JSON.stringify({ agency: wjw, officer: 'w01', password }),
      })
      isProblem(answer, 400, 'malformed')
      assert.match(String(answer.body.detail), /application\/json/)
    }
  })

  test('不成样子的网址：400，说的是网址，不是 JSON', async () => {
    for (const url of ['/%zz', '/%', '/api/%ff', '/decisions/%E0%A4%A/x']) {
      const answer = await house.ask({ method: 'GET', url })
      isProblem(answer, 400, 'malformed')
      assert.match(String(answer.body.detail), /网址/)
    }
  })

  test('看不见的控制字符、改变书写方向的字符：400，指明哪一项，什么也不写；换行、制表和各民族文字照收', async () => {
    const input = (name: string) => ({
      ...{ source: 'complaint', text: '来访举报\n第二行\t附页', cause: '未取得医疗机构执业许可证擅自行医', violationOn: '2026-02-27' },
      party: { type: 'organisation', name },
    })
    const before = await counts(house)
    for (const hidden of ['\u0007', '\u001b[31m', '\u007f', '\u0085', '\u202e', '\u2066', '\u2069']) {
      const answer = await handler.act('case.report', { input: input(`安康${hidden}诊所`) })
      isProblem(answer, 400, 'malformed')
      assert.equal(answer.body.fields?.[0]?.path, 'input.party.name')
    }
    assert.deepEqual(await counts(house), before)
    for (const name of ['ئۈرۈمچى شىپاخانىسى', 'ལྷ་ས་སྨན་ཁང་།', '𠮷田诊所👩‍⚕️'])
      assert.equal((await handler.act('case.report', { input: input(name) })).status, 200, name)
  })

  test('故事时钟只认时刻，不认公元一万年以后', async () => {
    for (const at of ['2026', '+275760-09-13T00:00:00.000Z', '2026-03-02T10:00:00+08:00']) {
      const answer = await handler.ask({
        method: 'POST',
        url: '/api/acts/case.report',
        payload: {},
        headers: { 'x-story-at': at, cookie: handler.cookie },
      })
      isProblem(answer, 400, 'malformed')
      assert.equal(answer.body.fields?.[0]?.path, 'x-story-at')
    }
  })

  test('一直不发完的，不一直等', () => assert.ok(house.http.server.requestTimeout > 0))
})
