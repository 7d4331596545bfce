import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { generateSync } from 'otplib'
import { storyClock } from '#server/clock'
import { buildApp } from '#server/http'
import { networkOf } from '#server/network'
import { throttle } from '#server/throttle'
import { rowsAnew, rowsHeld } from '../stories/anew'
import { configOf, type House, isProblem, openHouse, password, type Said, wjw } from './house'

let house: House
before(async () => {
  house = await openHouse()
})
after(() => house.close())

const later = (ms: number) => house.clock.set(new Date(Date.parse(house.clock.now()) + ms).toISOString())
const SECOND = 1_000
type From = Readonly<{ officer?: string; agency?: string; address?: string; cookie?: string; password?: string; code?: string }>
const signIn = ({ officer = 'w01', agency = wjw, address = '192.0.2.1', cookie = '', password: said = password, code }: From) =>
  house.ask({
    ...{ method: 'POST', url: '/api/session', remoteAddress: address },
    payload: { agency, officer, password: said, ...(code === undefined ? {} : { code }) },
    headers: cookie ? { cookie } : {},
  })
const deviceOf = ({ headers }: Said) => String((headers['set-cookie'] as string[])[1]).split(';')[0] ?? ''
const guess = (from: From = {}) => signIn({ ...from, password: 'wrong' })
/** Guesses until it is told to wait, and how many it had; goes on until the wait is longer than any test takes. */
async function exhaust(from: From): Promise<number> {
  let n = 0
  for (let answer = await guess(from); answer.status === 401 && n < 20; answer = await guess(from)) n++
  for (const wait of [4, 8, 16, 32]) {
    later(wait * SECOND)
    assert.equal((await guess(from)).status, 401)
  }
  assert.equal((await guess(from)).status, 429)
  return n
}

describe('限制登录失败：越猜越慢', () => {
  test('不对八次以后须等候，一次比一次久，到十五分钟为止；等候时写对也不核对；等过了可以再试，写对了从头计算', async () => {
    for (let n = 0; n < 8; n++) isProblem(await guess({ officer: 'w02' }), 401, 'wrong-credentials')
    const told = await signIn({ officer: 'w02' })
    isProblem(told, 429, 'too-many-tries')
    assert.match(String(told.headers['retry-after']), /^[1-4]$/)
    assert.match(String(told.body.detail), /请等 [1-4] 秒再试/)
    assert.equal(told.headers['set-cookie'], undefined)
    const waits = [4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    for (const [n, seconds] of waits.slice(1).entries()) {
      later((waits[n] ?? 0) * SECOND)
      assert.equal((await guess({ officer: 'w02' })).status, 401)
      const wait = Number((await guess({ officer: 'w02' })).headers['retry-after'])
      assert.ok(wait <= seconds && wait >= seconds - 3, `${wait} of ${seconds}`)
    }
    assert.match(String((await guess({ officer: 'w02' })).body.detail), /请等 15 分钟再试/)
    later(900 * SECOND)
    assert.equal((await signIn({ officer: 'w02' })).status, 200)
    assert.equal(await exhaust({ officer: 'w02' }), 8)
  })

  test('同时猜三十次，核对的不超过八次', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess({ officer: 'w03' })))
    assert.equal(answers.filter(({ status }) => status === 401).length, 8)
    assert.equal(answers.filter(({ status }) => status === 429).length, 22)
  })

  test('账号不在册、机关不在册的，答复一字不差', async () => {
    const told = async (from: From) => {
      const answers: unknown[] = []
      for (let n = 0; n < 10; n++) {
        const { status, body, headers } = await guess({ ...from, address: '192.0.2.7' })
        answers.push([status, JSON.stringify(body).replace(/\d 秒/, '几秒'), headers['retry-after'] !== undefined, headers['set-cookie']])
      }
      return answers
    }
    const known = await told({ officer: 'w04' })
    assert.deepEqual(await told({ officer: 'nobody' }), known)
    assert.deepEqual(await told({ officer: '__proto__' }), known)
    assert.deepEqual(await told({ agency: 'nowhere' }), known)
  })
})

describe('不能借此锁住别人', () => {
  test('别处怎样猜，本人在认得的设备上、在另一处，照常登录', async () => {
    const device = deviceOf(await signIn({ officer: 'w05' }))
    assert.match(device, /^mingjing-device\.yuanshan-wjw\.w05=/)
    await exhaust({ officer: 'w05', address: '198.51.100.1' })
    await exhaust({ officer: 'w05', address: '192.0.2.1' })
    assert.equal((await signIn({ officer: 'w05' })).status, 429, 'the officer own address, an unknown device')
    assert.equal((await signIn({ officer: 'w05', cookie: device })).status, 200)
    assert.equal((await signIn({ officer: 'w05', address: '203.0.113.9' })).status, 200)
  })

  test('设备的凭证编造的、别人的、过了九十天的，不算认得', async () => {
    const device = deviceOf(await signIn({ officer: 'w06' }))
    const value = device.split('=')[1] ?? ''
    await exhaust({ officer: 'w06' })
    const other = deviceOf(await signIn({ officer: 'w07', address: '192.0.2.2' })).split('=')[1]
    const name = `mingjing-device.${wjw}.w06`
    for (const cookie of [
      '',
      `${name}=${'A'.repeat(43)}`,
      `${name}=${other}`,
      `${name}=`,
      `${name}=${value}x`,
      `mingjing-device.${wjw}.w07=${value}`,
    ])
      assert.equal((await signIn({ officer: 'w06', cookie })).status, 429, cookie)
    assert.equal((await signIn({ officer: 'w06', cookie: device })).status, 200)
    later(91 * 24 * 3_600 * SECOND)
    await exhaust({ officer: 'w06' })
    assert.equal((await signIn({ officer: 'w06', cookie: device })).status, 429)
  })

  test('别人预先放进浏览器的凭证，登录以后也不认；认得的，再登录不换', async () => {
    const planted = `mingjing-device.${wjw}.w08=${'B'.repeat(43)}`
    const device = deviceOf(await signIn({ officer: 'w08', cookie: planted }))
    assert.notEqual(device, planted)
    assert.equal(deviceOf(await signIn({ officer: 'w08', cookie: device })), device)
    const { rows } = await house.db.root.query<{ text: string }>(
      `select convert_from(payload, 'UTF8') as text from ledger_event where kind = 'session' union all select s::text from session s`,
    )
    const raw = Buffer.from(device.split('=')[1] ?? '', 'base64url').toString('hex')
    for (const { text } of rows) assert.ok(!text.includes(raw) && !text.includes(device.split('=')[1] ?? ''), 'the digest alone')
  })

  test('知道口令的，从许多地址猜验证码，也只有一份次数；本人在认得的设备上照常', async () => {
    const { cookie } = await house.as(`${wjw}/w09`)
    const post = (url: string, payload: object) => house.ask({ method: 'POST', url, payload, headers: { cookie } })
    const { secret, offer } = (await post('/api/account/factor', { password })).body as unknown as { secret: string; offer: string }
    const now = () => Math.floor(Date.parse(house.clock.now()) / SECOND)
    const done = await post('/api/account/factor/confirm', { offer, code: generateSync({ secret, epoch: now() }) })
    assert.equal(done.status, 200, done.text)
    const tries: number[] = []
    for (let n = 0; n < 12; n++) tries.push((await signIn({ officer: 'w09', address: `198.51.100.${n + 10}`, code: '000000' })).status)
    assert.deepEqual(tries.slice(0, 9), [...Array(8).fill(401), 429])
    for (let n = 0; n < 20; n++) isProblem(await signIn({ officer: 'w09', address: '198.51.100.77' }), 401, 'code-asked')
    later(31 * SECOND)
    const code = generateSync({ secret, epoch: now() })
    assert.equal((await signIn({ officer: 'w09', cookie: deviceOf(done), code })).status, 200)
  })
})

describe('登录未成，系统管理员看得到；淹不了账本', () => {
  test('按日计数，在册的写账号，不在册的不写；二百多次，账本里不过十几行；别的岗位看不到', async () => {
    later(24 * 3_600 * SECOND)
    const kept = async () =>
      (await house.db.root.query<{ n: number }>(`select count(*) as n from ledger_event where type = 'supervision.signInsFailed'`)).rows[0]
        ?.n ?? 0
    const own = await buildApp({
      app: house.db.app,
      portal: house.db.portal,
      clock: house.clock,
      config: configOf(['api'], true, house.dir),
    })
    const send = (officer: string, said: string) =>
      own.inject({ method: 'POST', url: '/api/session', remoteAddress: '192.0.2.99', payload: { agency: wjw, officer, password: said } })
    const before = await kept()
    for (let n = 0; n < 9; n++) await send('w01', 'wrong')
    for (let n = 0; n < 8; n++) await send(`nobody-${n}`, password)
    for (let n = 0; n < 200; n++) await send('w01', 'wrong')
    await own.close()
    const lines = (await kept()) - before
    assert.ok(lines >= 3 && lines <= 14, `${lines} lines`)
    const seen = async (who: string) => (await (await house.as(`${wjw}/${who}`)).get('/api/agency')).body.failedSignIns as object[] | null
    const today = house.clock.today()
    const all = ((await seen('w00')) ?? []) as { day: string; officer: string; how: string; n: number }[]
    const sum = (who: string, ...hows: readonly string[]) =>
      all.filter(({ day, officer, how }) => day === today && officer === who && hows.includes(how)).reduce((n, each) => n + each.n, 0)
    assert.deepEqual([sum('w01', 'password', 'held'), sum('', 'password')], [209, 8])
    assert.ok(sum('w01', 'held') >= 190)
    assert.ok(all.some(({ day, officer, how }) => day < today && officer === 'w09' && how === 'code'))
    assert.equal(await seen('w02'), null)
    assert.doesNotMatch(JSON.stringify(all), /nobody/)
  })
})

test('设备和次数，由事件重算，与表中一样', async () => {
  const { rows, keys } = await rowsAnew(house.db.root)
  const held = await rowsHeld(house.db.root, keys)
  for (const table of ['session', 'signin_failure', 'account', 'credential']) {
    assert.ok((held.get(table)?.size ?? 0) > 0, table)
    assert.deepEqual(rows.get(table), held.get(table), table)
  }
})

describe('次数怎样记', () => {
  const clock = storyClock()
  clock.set('2026-03-02T01:00:00.000Z')
  const pace = { free: 3, firstMs: 60_000, mostMs: 300_000, forgetMs: 3_600_000 }

  test('退还的不算；很久没有不对的，从头计算；记得的有限，最久没有动的先忘', () => {
    const { take, giveBack } = throttle(pace, clock)
    for (let n = 0; n < 10; n++) {
      assert.equal(take('a'), 0)
      giveBack('a')
    }
    for (let n = 0; n < 3; n++) assert.equal(take('b'), 0)
    assert.ok(take('b') > 59_000)
    clock.set(new Date(Date.parse(clock.now()) + 3_600_001).toISOString())
    for (let n = 0; n < 3; n++) assert.equal(take('b'), 0)
    assert.ok(take('b') > 59_000)
    for (let n = 0; n < 20_000; n++) take(`other ${n}`)
    assert.equal(take('b'), 0)
  })

  test('IPv6 一条线路算一处', () => {
    for (const [ip, network] of [
      ['192.0.2.1', '192.0.2.1'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['2001:db8:0:1:aaaa::1', '2001:db8:0:1'],
      ['2001:db8:0:1:bbbb:2:3:4', '2001:db8:0:1'],
      ['2001:0DB8::1', '2001:db8:0:0'],
      ['::1', '0:0:0:0'],
    ] as const)
      assert.equal(networkOf(ip), network)
  })
})
