import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '#agency/stream'
import { newId } from '#server/config'
import { counts, type House, isProblem, openHouse, type Person, wjw, ybj } from './house'
import { matterBefore, versionOf } from './matter'

let house: House
let handler: Person
let head: Person
let stream: string
before(async () => {
  house = await openHouse()
  stream = await matterBefore(house, wjw, 'decide')
  handler = await house.as(`${wjw}/w01`)
  head = await house.as(`${wjw}/w05`)
})
after(() => house.close())

const decide = (version: number) => ({ stream, version, input: { opinion: '同意' } })

describe('不能办的，说清是哪一种不能', () => {
  test('没有登录：401，每一个读和办都一样', async () => {
    for (const url of [
      '/api/me',
      '/api/queue',
      '/api/cases',
      `/api/cases/${idOf(stream as never)}`,
      `/api/streams/${stream}/acts`,
      '/api/publications',
      `/api/publications/${newId()}`,
      '/api/supervision',
    ])
      isProblem(await house.ask({ method: 'GET', url }), 401, 'not-signed-in')
    isProblem(await house.ask({ method: 'POST', url: '/api/acts/penalty.decide', payload: {} }), 401, 'not-signed-in')
  })

  test('岗位不符：403，无论这件事现在能不能办', async () => {
    isProblem(await handler.act('penalty.decide', decide(1)), 403, 'forbidden')
    isProblem(await handler.act('review.require', { stream, input: {} }), 403, 'forbidden')
    isProblem(
      await head.act('case.addEvidence', { stream, input: { type: 'documentary', title: '一', text: '二', collectedOn: '2026-03-01' } }),
      403,
      'forbidden',
    )
  })

  test('依法不予办理：409，引用条款，并留痕', async () => {
    const answer = await head.act('penalty.decide', decide(await versionOf(house, wjw, stream)))
    isProblem(answer, 409, 'party-unheard')
    assert.deepEqual(answer.body.clauses?.[0], { id: 'CFF-62', cite: '《行政处罚法》第六十二条' })
    const { body } = await head.get('/api/supervision')
    const [first] = body.items as Record<string, unknown>[]
    assert.deepEqual(
      [first?.act, first?.actZh, first?.code, first?.zh, first?.stream],
      ['penalty.decide', '作出行政处罚决定', 'party-unheard', answer.body.detail, stream],
    )
  })

  test('有人先办了：409 stale，说明现在的版本；没有写明看到哪一版的：400', async () => {
    const version = await versionOf(house, wjw, stream)
    const stale = await head.act('penalty.decide', decide(version - 1))
    isProblem(stale, 409, 'stale')
    assert.equal(stale.body.version, version)
    const unseen = await head.act('penalty.decide', { stream, input: { opinion: '同意' } })
    isProblem(unseen, 400, 'malformed')
    assert.equal(unseen.body.fields?.[0]?.path, 'version')
  })

  test('没有写明哪一件：400；没有这一件：404', async () => {
    const input = { opinion: '同意' }
    const unnamed = await head.act('penalty.decide', { version: 1, input })
    isProblem(unnamed, 400)
    assert.equal(unnamed.body.fields?.[0]?.path, 'stream')
    isProblem(await head.act('penalty.decide', { stream: `case:${newId()}`, version: 1, input }), 404, 'not-found')
    isProblem(await head.act('penalty.decide', { stream: `publication:${idOf(stream as never)}`, version: 1, input }), 404, 'not-found')
    isProblem(await head.act('no.such', { stream, input }), 404, 'not-found')
    isProblem(
      await handler.act('case.report', { stream: `case:${newId()}`, input: (await import('../ordinary')).ordinary.report?.input }),
      404,
    )
  })

  test('别的机关的案件，与没有这件案件分不出来', async () => {
    const stranger = await house.as(`${ybj}/y05`)
    const id = idOf(stream as never)
    const absent = newId()
    for (const path of ['/api/cases/ID', '/api/publications/ID', '/api/streams/case:ID/acts']) {
      const [theirs, none] = [await stranger.get(path.replace('ID', id)), await stranger.get(path.replace('ID', absent))]
      isProblem(theirs, 404, 'not-found')
      assert.equal(theirs.text, none.text)
    }
    const send = (id: string) => stranger.act('penalty.decide', { stream: `case:${id}`, version: 3, input: { opinion: '同意' } })
    const [theirs, none] = [await send(id), await send(absent)]
    isProblem(theirs, 404, 'not-found')
    assert.equal(theirs.text, none.text)
    for (const [kind, act, input] of [
      ['agency', 'agency.nameUnit', { unit: 'x1', name: '科' }],
      [
        'register',
        'register.adopt',
        {
          family: 'modes',
          key: 'x',
          rows: [{ from: '2026-01-01', by: 'step', local: 'free', clauses: ['CFF-57-1'], source: '一', mode: 'a' }],
        },
      ],
    ] as const)
      isProblem(
        await (await house.as(`${ybj}/${kind === 'agency' ? 'y00' : 'y06'}`)).act(act, { stream: `${kind}:${wjw}`, input }),
        404,
        'not-found',
      )
  })

  test('不是 JSON、不是 JSON 类型、太大：400、413，什么也不写', async () => {
    const before = await counts(house)
    const url = '/api/acts/case.report'
    const send = (payload: string, type = 'application/json') =>
      handler.ask({ method: 'POST', url, payload, headers: { 'content-type': type } })
    for (const payload of [
      '{',
      '',
      'null',
      '[]',
      '"x"',
      '{"id":1}',
      '{"__proto__":{"a":1}}',
      '['.repeat(100_000),
      `{"id":"${newId()}","input":{"text":1e400}}`,
    ]) {
      const answer = await send(payload)
      isProblem(answer, 400, 'malformed')
      assert.ok(answer.body.fields?.length)
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])
      isProblem(await send('{}', type), 400, 'malformed')
    isProblem(await send(JSON.stringify({ id: newId(), input: 'x'.repeat(10 << 20) })), 413, 'too-large')
    assert.deepEqual(await counts(house), before)
  })

  test('故事时钟不能倒退，也不认不成样的时刻', async () => {
    for (const at of ['yesterday', '2020-01-01T00:00:00.000Z', '', '99999-01-01']) {
      const answer = await handler.ask({ method: 'POST', url: '/api/acts/case.report', payload: {}, headers: { 'x-story-at': at } })
      isProblem(answer, 400, 'malformed')
    }
  })

  test('没有的地址：接口答 404 问题说明，公示网站答 404 页面', async () => {
    isProblem(await handler.get('/api/nothing'), 404, 'not-found')
    isProblem(await handler.ask({ method: 'PUT', url: '/api/queue', payload: {} }), 404, 'not-found')
    const page = await house.ask({ method: 'GET', url: '/nothing/here' })
    assert.equal(page.status, 404)
    assert.match(String(page.headers['content-type']), /^text\/html/)
    assert.match(page.text, /<h1/)
  })

  test('地址写坏了的，不是我们的故障', async () => {
    for (const url of [
      '/api/cases/%',
      '/api/streams/%ff%fe/acts',
      `/api/streams/${'x'.repeat(5000)}/acts`,
      '/api/streams/case:%00/acts',
      '/api/cases?q=%',
      '/%c0%ae%c0%ae/',
    ])
      assert.ok((await handler.get(url)).status < 500, url)
  })
})

describe('我们的故障与暂时不能办理', () => {
  test('数据库不能使用：503，请稍后再试', async () => {
    const down = await openHouse('2026-03-02T01:00:00.000Z')
    try {
      const person = await down.as(`${wjw}/w01`)
      await down.db.migrator
        .query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()', [
          'mingjing_app',
        ])
        .catch(() => undefined)
      await down.db.app.end()
      const answer = await person.get('/api/queue')
      isProblem(answer, 503, 'not-now')
      assert.equal(answer.headers['retry-after'], '5')
      isProblem(await down.ask({ method: 'GET', url: '/readyz' }), 503, 'not-now')
      assert.deepEqual((await down.ask({ method: 'GET', url: '/healthz' })).body, { ok: true })
    } finally {
      await down.close()
    }
  })
})
