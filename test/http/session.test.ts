import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { buildApp } from '#server/http'
import { configOf, type House, isProblem, openHouse, password, wjw, ybj } from './house'

let house: House
before(async () => {
  house = await openHouse()
})
after(() => house.close())

const signIn = (payload: object) => house.ask({ method: 'POST', url: '/api/session', payload })
const later = (minutes: number) => house.clock.set(new Date(Date.parse(house.clock.now()) + minutes * 60_000).toISOString())
const kindsOf = async (kind: string) =>
  (await house.db.root.query<{ type: string }>('select type from ledger_event where type = $1', [kind])).rows.length

describe('登录', () => {
  test('工号、口令相符的，准予登录，说明是谁、什么岗位', async () => {
    const { status, body, headers } = await signIn({ agency: wjw, officer: 'w01', password })
    assert.equal(status, 200)
    const { now, draftKey, ...who } = body as unknown as { now: string; draftKey: string }
    assert.match(now, /^2026-03-02T01:00/)
    assert.match(draftKey, /^[\w-]{43}$/)
    assert.deepEqual(who, {
      officer: { id: 'w01', name: '周启明', unit: 'yizheng', unitName: '医疗监督科', posts: [{ id: 'handler', zh: '办案人员' }] },
      agency: { agency: wjw, name: '远山区卫生健康委员会', shortName: '远山区卫健委', field: 'health', demo: true },
      today: '2026-03-02',
    })
    const [cookie = '', device = ''] = headers['set-cookie'] as string[]
    assert.match(device, /^mingjing-device\.yuanshan-wjw\.w01=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/)
    assert.match(cookie, /^mingjing=yuanshan-wjw\.[\w-]{43}; /)
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(cookie.split('; ').includes(attribute), cookie)
  })

  test('封存草稿的钥匙，同一人每次登录都相同，别人的不同', async () => {
    const keyOf = async (officer: string) =>
      ((await signIn({ agency: wjw, officer, password })).body as unknown as { draftKey: string }).draftKey
    const first = await keyOf('w01')
    assert.equal(await keyOf('w01'), first)
    assert.notEqual(await keyOf('w02'), first)
  })

  test('对外服务时，凭证只经加密连接传送', async () => {
    const app = await buildApp({
      app: house.db.app,
      portal: house.db.portal,
      clock: house.clock,
      config: { ...configOf(['api'], false, house.dir), host: '0.0.0.0' },
    })
    const { headers } = await app.inject({ method: 'POST', url: '/api/session', payload: { agency: wjw, officer: 'w01', password } })
    await app.close()
    for (const each of headers['set-cookie'] as unknown as string[]) {
      const [cookie, ...said] = each.split('; ')
      assert.match(String(cookie), /^__Host-mingjing(-device\.yuanshan-wjw\.w01)?=/)
      for (const attribute of ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']) assert.ok(said.includes(attribute), each)
    }
  })

  test('口令不对、没有这个人、没有这个机关，答复一样', async () => {
    const answers = await Promise.all([
      signIn({ agency: wjw, officer: 'w01', password: 'wrong' }),
      signIn({ agency: wjw, officer: 'nobody', password }),
      signIn({ agency: 'nowhere', officer: 'w01', password }),
      signIn({ agency: ybj, officer: 'w01', password }),
      signIn({ agency: wjw, officer: 'w01', password: `${password} ` }),
    ])
    for (const answer of answers) {
      isProblem(answer, 401, 'wrong-credentials')
      assert.deepEqual(answer.body, answers[0]?.body)
      assert.equal(answer.headers['set-cookie'], undefined)
    }
  })

  test('没有这个人的，也花同样的工夫核对', async () => {
    const took = async (officer: string) => {
      const times: number[] = []
      const asked = { method: 'POST', url: '/api/session' } as const
      for (let n = 0; n < 9; n++) {
        const since = performance.now()
        await house.ask({ ...asked, payload: { agency: wjw, officer, password: 'wrong' }, remoteAddress: `10.0.0.${n}` })
        times.push(performance.now() - since)
      }
      return times.sort((a, b) => a - b)[4] ?? 0
    }
    const [someone, noone] = [await took('w01'), await took('nobody')]
    assert.ok(noone > someone / 2 && noone < someone * 2, `${someone} ms, ${noone} ms`)
  })

  test('没有填写的、填得不成样的，说明是哪一项', async () => {
    for (const [payload, path] of [
      [{ agency: wjw, officer: 'w01' }, 'password'],
      [{ agency: wjw, officer: '  ', password }, 'officer'],
      [{ agency: 1, officer: 'w01', password }, 'agency'],
      [{ agency: wjw, officer: 'w\u0000', password }, 'officer'],
      [{ agency: `${wjw}\u0000`, officer: 'w01', password }, 'agency'],
      [{ agency: wjw, officer: 'w01', password: '\ud800' }, 'password'],
      [{ agency: wjw, officer: 'w01', password: 'x'.repeat(201) }, 'password'],
      [{ agency: wjw, officer: 'w01', password, more: 1 }, 'more'],
    ] as const) {
      const answer = await signIn(payload)
      isProblem(answer, 400, 'malformed')
      assert.equal(answer.body.fields?.[0]?.path, path)
    }
  })
})

describe('登录期限', () => {
  test('三十分钟没有使用的，须重新登录', async () => {
    const person = await house.as(`${wjw}/w02`)
    later(29)
    assert.equal((await person.get('/api/me')).status, 200)
    later(31)
    isProblem(await person.get('/api/me'), 401, 'not-signed-in')
  })

  test('一直使用的，延续登录，每次延续都是一次办理；但自登录起不超过十二小时', async () => {
    const person = await house.as(`${wjw}/w02`)
    const renewed = await kindsOf('session.renewed')
    await person.get('/api/me')
    assert.equal(await kindsOf('session.renewed'), renewed, '刚刚登录，不必延续')
    for (let n = 1; n <= 28; n++) {
      later(25)
      assert.equal((await person.get('/api/me')).status, 200, `第 ${n} 次`)
      assert.equal(await kindsOf('session.renewed'), renewed + n)
    }
    later(21)
    isProblem(await person.get('/api/me'), 401)
  })

  test('退出的，凭证随即作废，并留有记录', async () => {
    const person = await house.as(`${wjw}/w02`)
    const closed = await kindsOf('session.closed')
    const answer = await person.ask({ method: 'DELETE', url: '/api/session' })
    assert.equal(answer.status, 204)
    assert.match(String(answer.headers['set-cookie']), /^mingjing=; .*Expires=Thu, 01 Jan 1970/)
    isProblem(await person.get('/api/me'), 401)
    assert.equal(await kindsOf('session.closed'), closed + 1)
    assert.equal((await person.ask({ method: 'DELETE', url: '/api/session' })).status, 204)
    assert.equal(await kindsOf('session.closed'), closed + 1)
  })

  test('数据库里只有凭证的摘要', async () => {
    const person = await house.as(`${wjw}/w03`)
    const token = person.cookie.split('.')[1] ?? ''
    const { rows } = await house.db.root.query<{ row: string }>(
      `select s::text as row from session s union all select convert_from(payload, 'UTF8') from ledger_event where kind = 'session'`,
    )
    const raw = Buffer.from(token, 'base64url').toString('hex')
    for (const { row } of rows) assert.ok(!row.includes(token) && !row.includes(raw))
  })
})

describe('伪造的凭证', () => {
  test('一律按没有登录处理', async () => {
    const token = (await house.as(`${wjw}/w01`)).cookie.split('.')[1]
    for (const value of [
      '',
      'x',
      '.',
      `${wjw}.`,
      `${wjw}.${'A'.repeat(43)}`,
      `${ybj}.${token}`,
      `nowhere.${token}`,
      `${wjw}%00.${token}`,
      `%ff%fe.${token}`,
      `${wjw}.${token?.slice(1)}%`,
      `${wjw}.${token}.${token}`.repeat(50),
      `__proto__.${token}`,
      `' or 1=1 --.${token}`,
    ]) {
      const answer = await house.ask({ method: 'GET', url: '/api/me', headers: { cookie: `mingjing=${value}` } })
      isProblem(answer, 401, 'not-signed-in')
    }
  })

  test('登录的开启、延续、结束不由任何人自己办理', async () => {
    const person = await house.as(`${wjw}/w06`)
    const input = { officer: 'w06', token: 'a'.repeat(64), epoch: 1, proof: 'password', device: 'a'.repeat(64) }
    isProblem(await person.act('session.open', { input }), 403, 'forbidden')
    const { rows } = await house.db.root.query<{ id: string }>('select id from session where agency = $1 limit 1', [wjw])
    const stream = `session:${rows[0]?.id}`
    isProblem(await person.act('session.close', { stream, input: {} }), 403, 'forbidden')
    isProblem(await person.act('session.renew', { stream, input: {} }), 403, 'forbidden')
  })
})
