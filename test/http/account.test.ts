import assert from 'node:assert/strict'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { generateSync } from 'otplib'
import { stepOf } from '#server/codes'
import { sealing } from '#server/sealing'
import { type House, isProblem, openHouse, type Person, password, type Said, wjw, ybj } from './house'

let house: House
before(async () => {
  house = await openHouse()
})
after(() => house.close())

const later = (ms: number) => house.clock.set(new Date(Date.parse(house.clock.now()) + ms).toISOString())
/** The code of this moment, or of so many steps later. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.parse(house.clock.now()) / 1_000) + steps * 30 })
const signIn = (officer: string, more: object = {}) =>
  house.ask({ method: 'POST', url: '/api/session', payload: { agency: wjw, officer, password, ...more } })
const cookieOf = ({ headers }: Said) => String(headers['set-cookie']).split(';')[0] ?? ''
const post = (cookie: string, url: string, payload: object) => house.ask({ method: 'POST', url, payload, headers: { cookie } })
const me = (cookie: string) => house.ask({ method: 'GET', url: '/api/me', headers: { cookie } })

type Enrolled = Readonly<{ secret: string; codes: readonly string[]; cookie: string; offer: string }>
async function enrol(officer: string, shown: object = {}): Promise<Enrolled> {
  const { cookie } = await house.as(`${wjw}/${officer}`)
  const offered = await post(cookie, '/api/account/factor', { password, ...shown })
  assert.equal(offered.status, 200, offered.text)
  const { secret, offer } = offered.body as unknown as Enrolled
  const confirmed = await post(cookie, '/api/account/factor/confirm', { offer, code: codeOf(secret) })
  assert.equal(confirmed.status, 200, confirmed.text)
  return { secret, offer, cookie: cookieOf(confirmed), codes: (confirmed.body as unknown as Enrolled).codes }
}

type Account = Readonly<{
  sessions: readonly Readonly<{ id: string; here: boolean; proof: string; begunAt: string; usedAt: string }>[]
  factor: Readonly<{ since: string; codesLeft: number }> | null
  factorDue: boolean
}>
const account = async (person: Pick<Person, 'get'>) => (await person.get('/api/account')).body as unknown as Account

describe('我的登录', () => {
  test('看得到自己的登录何时开始、最近何时使用、哪一次是这里；看不到别人的', async () => {
    const first = await house.as(`${wjw}/w01`)
    later(20 * 60_000)
    await first.get('/api/me')
    const second = await house.as(`${wjw}/w01`)
    await house.as(`${wjw}/w02`)
    const { sessions } = await account(second)
    assert.equal(sessions.length, 2)
    assert.deepEqual(
      sessions.map(({ here }) => here),
      [true, false],
    )
    const other = sessions[1]
    const minutes = (Date.parse(other?.usedAt ?? '') - Date.parse(other?.begunAt ?? '')) / 60_000
    assert.ok(minutes >= 20 && minutes < 21, `${minutes}`)
  })

  test('可以结束自己的一次登录、其他全部登录；别人的、编造的不能', async () => {
    const [mine, other, third] = await Promise.all([1, 2, 3].map(() => house.as(`${wjw}/w03`)))
    const stranger = await house.as(`${wjw}/w04`)
    assert.ok(mine && other && third)
    const idOf = async (person: Person) => (await account(person)).sessions.find(({ here }) => here)?.id
    const end = async (person: Person, id: string | undefined) =>
      (await person.ask({ method: 'DELETE', url: `/api/account/sessions/${id}` })).status
    assert.equal(await end(stranger, await idOf(mine)), 404)
    assert.equal(await end(mine, 'nothing'), 404)
    assert.equal((await mine.get('/api/me')).status, 200)
    assert.equal(await end(mine, await idOf(other)), 204)
    assert.equal((await other.get('/api/me')).status, 401)
    assert.equal((await mine.ask({ method: 'DELETE', url: '/api/account/sessions' })).status, 204)
    assert.deepEqual([(await mine.get('/api/me')).status, (await third.get('/api/me')).status], [200, 401])
    assert.equal((await stranger.get('/api/me')).status, 200)
    assert.equal((await house.ask({ method: 'GET', url: '/api/account' })).status, 401)
  })
})

describe('更换自己的口令', () => {
  const fresh = 'lantern-boat-47-rain'
  const change = (cookie: string, old: string, next: string) => post(cookie, '/api/account/password', { old, password: next })

  test('须写对原口令，新口令须合要求；更换以后其他登录全部结束，这里换了凭证', async () => {
    const [mine, other] = await Promise.all([1, 2].map(() => house.as(`${wjw}/w05`)))
    assert.ok(mine && other)
    for (const [old, next, path] of [
      ['wrong', fresh, 'old'],
      [password, password, 'password'],
      [password, 'short', 'password'],
      [password, 'yuanshan-wjw-2026', 'password'],
    ] as const) {
      const answer = await change(mine.cookie, old, next)
      isProblem(answer, 400, 'malformed')
      assert.equal(answer.body.fields?.[0]?.path, path)
    }
    const done = await change(mine.cookie, password, fresh)
    assert.equal(done.status, 200, done.text)
    assert.notEqual(cookieOf(done), mine.cookie)
    assert.deepEqual([(await me(cookieOf(done))).status, (await me(mine.cookie)).status, (await me(other.cookie)).status], [200, 401, 401])
    assert.deepEqual([(await signIn('w05')).status, (await signIn('w05', { password: fresh })).status], [401, 200])
  })

  test('两处同时更换，只成一处；正在以原口令登录的，换成以后都不算', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => house.as(`${wjw}/w06`)))
    assert.ok(one && two)
    const words = ['river-stone-12-cloud', 'river-stone-13-cloud']
    const [a, b, ...entering] = await Promise.all([
      change(one.cookie, password, words[0] ?? ''),
      change(two.cookie, password, words[1] ?? ''),
      signIn('w06'),
      signIn('w06'),
    ])
    assert.equal([a, b].filter((each) => each?.status === 200).length, 1)
    for (const each of entering) if (each.status === 200) assert.equal((await me(cookieOf(each))).status, 401)
    const right = a?.status === 200 ? 0 : 1
    assert.deepEqual(
      await Promise.all(words.map(async (word) => (await signIn('w06', { password: word })).status)),
      right === 0 ? [200, 401] : [401, 200],
    )
  })
})

describe('第二验证因素（RFC 6238）', () => {
  test('标准所附的六个时刻，算得一样；前后各容一步', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [epoch, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
      [20000000000, '353130'],
    ] as const) {
      const step = Math.floor(epoch / 30)
      const at = (steps: number) => stepOf(secret, code, new Date((epoch + steps * 30) * 1_000).toISOString())
      assert.deepEqual([-1, 0, 1, 2].map(at), [step, step, step, undefined])
      if (step > 1) assert.equal(at(-2), undefined)
    }
    for (const code of ['', '28708', '2870822', '28708a', '２８７０８２', ' 287082'])
      assert.equal(stepOf(secret, code, '1970-01-01T00:00:59.000Z'), undefined)
  })

  test('本人以第一个验证码启用；以后登录先口令、后验证码；没有验证码的原登录全部结束', async () => {
    const before = await house.as(`${wjw}/w07`)
    const { secret, codes, cookie } = await enrol('w07')
    assert.equal(new Set(codes).size, 10)
    for (const each of codes) assert.match(each, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    assert.equal((await before.get('/api/me')).status, 401)
    assert.equal((await me(cookie)).status, 200)
    isProblem(await signIn('w07'), 401, 'code-asked')
    isProblem(await signIn('w07', { password: 'wrong' }), 401, 'wrong-credentials')
    isProblem(await signIn('w07', { password: 'wrong', code: codeOf(secret, 1) }), 401, 'wrong-credentials')
    for (const code of ['000000', codeOf(secret, 3), codeOf(secret, -3), 'aaaa-aaaa-aaaa-aaaa'])
      isProblem(await signIn('w07', { code }), 401, 'wrong-code')
    later(60_000)
    const right = codeOf(secret)
    const entered = await signIn('w07', { code: `${right.slice(0, 3)} ${right.slice(3)}` })
    assert.equal(entered.status, 200, entered.text)
    const own = await account({ get: (url) => house.ask({ method: 'GET', url, headers: { cookie: cookieOf(entered) } }) })
    assert.deepEqual(own.factor, { since: '2026-03-02', codesLeft: 10 })
    assert.deepEqual([...new Set(own.sessions.map(({ proof }) => proof))], ['code'])
  })

  test('一个验证码只用一次，同时用也只成一次；用过的、更早的都不再认；启用时用的也算用过', async () => {
    const { secret } = await enrol('w08')
    isProblem(await signIn('w08', { code: codeOf(secret) }), 401, 'wrong-code')
    later(90_000)
    const [earlier, now] = [codeOf(secret, -1), codeOf(secret)]
    const together = await Promise.all([1, 2, 3, 4].map(() => signIn('w08', { code: now })))
    assert.deepEqual(together.map(({ status }) => status).sort(), [200, 401, 401, 401])
    for (const code of [now, earlier]) isProblem(await signIn('w08', { code }), 401, 'wrong-code')
  })

  test('备用码各用一次，同时用也只成一次；换发以后原来的作废；大小写、连字符不论', async () => {
    const { codes, secret } = await enrol('w02')
    const [one = '', two = '', three = ''] = codes
    const together = await Promise.all([1, 2, 3].map(() => signIn('w02', { code: one })))
    assert.deepEqual(together.map(({ status }) => status).sort(), [200, 401, 401])
    const entered = await signIn('w02', { code: ` ${two.toUpperCase().replaceAll('-', '')} ` })
    assert.equal(entered.status, 200)
    later(60_000)
    isProblem(await post(cookieOf(entered), '/api/account/codes', { password }), 400, 'malformed')
    const issued = await post(cookieOf(entered), '/api/account/codes', { password, code: codeOf(secret) })
    assert.equal(issued.status, 200, issued.text)
    isProblem(await signIn('w02', { code: three }), 401, 'wrong-code')
    assert.equal((await signIn('w02', { code: (issued.body as unknown as Enrolled).codes[9] })).status, 200)
  })

  test('密钥和备用码只出现一次：账本、表、查询的答复里都没有；换到别人名下、换了封存钥，打不开', async () => {
    const { secret, codes, cookie } = await enrol('w01')
    const bytes = Buffer.from(secret, 'ascii').toString('hex')
    const { rows } = await house.db.root.query<{ text: string }>(
      `select convert_from(payload, 'UTF8') as text from ledger_event union all select answer::text from act_answer
       union all select s::text from session s union all select f::text from followup f union all select a::text from account a`,
    )
    const get = async (url: string) => (await house.ask({ method: 'GET', url, headers: { cookie } })).text
    const said = await Promise.all(['/api/account', '/api/me', '/api/agency', '/api/acts'].map(get))
    for (const text of [...rows.map(({ text }) => text), ...said])
      for (const word of [secret, bytes, ...codes]) assert.ok(!text.includes(word))
    const sealed = rows.map(({ text }) => /"sealed":"([\w-]+)"/.exec(text)?.[1]).filter((each) => each !== undefined)
    const about = `second factor of ${wjw}/w01`
    const opened = sealed.map((each) => sealing(house.dir).open(each, about))
    assert.ok(opened.includes(secret), 'the officer own name opens it')
    assert.equal(opened.filter((each) => each !== undefined).length, 1, 'no other does')
    const path = join(house.dir, 'keys', 'seal.key')
    assert.equal(statSync(path).mode & 0o777, 0o600)
    const key = readFileSync(path, 'utf8')
    rmSync(path)
    assert.ok(sealed.every((each) => sealing(house.dir).open(each, about) === undefined))
    assert.notEqual(readFileSync(path, 'utf8'), key)
  })

  test('过了期的、别人的、用过的新密钥，不能启用；口令换过以后也不能', async () => {
    const offerOf = async (person: Person) =>
      (await person.ask({ method: 'POST', url: '/api/account/factor', payload: { password } })).body as unknown as Enrolled
    const confirm = (person: Person, { offer, secret }: Enrolled) =>
      person.ask({ method: 'POST', url: '/api/account/factor/confirm', payload: { offer, code: codeOf(secret) } })
    const [mine, other] = [await house.as(`${wjw}/w03`), await house.as(`${wjw}/w04`)]
    isProblem(await mine.ask({ method: 'POST', url: '/api/account/factor', payload: { password: 'wrong' } }), 400)
    const offered = await offerOf(mine)
    isProblem(await confirm(other, offered), 400)
    isProblem(await confirm(mine, { ...offered, secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }), 400)
    later(11 * 60_000)
    isProblem(await confirm(mine, offered), 400)
    const again = await offerOf(mine)
    const done = await mine.ask({
      method: 'POST',
      url: '/api/account/password',
      payload: { old: password, password: 'lantern-boat-47-rain' },
    })
    assert.equal(done.status, 200)
    const now = { ...mine, ask: (options: object) => house.ask({ ...options, headers: { cookie: cookieOf(done) } }) } as Person
    isProblem(await confirm(now, again), 409, 'credential-changed')
  })

  test('手机遗失，由系统管理员写明事由解除，登录随即全部结束；不能解除自己的，别的岗位不能解除', async () => {
    const admin = await house.as(`${wjw}/w00`)
    const { cookie } = await enrol('w04')
    const input = { officer: 'w04', why: '手机遗失，本人到场申请' }
    const listed = async () =>
      ((await admin.get('/api/agency')).body as unknown as { officers: { id: string; factor: boolean | null }[] }).officers
    assert.equal((await listed()).find(({ id }) => id === 'w04')?.factor, true)
    isProblem(await post(cookie, '/api/acts/agency.removeFactor', { id: '01890000-0000-7000-8000-000000000001', input }), 403, 'forbidden')
    isProblem(await admin.act('agency.removeFactor', { input: { officer: 'w04' } }), 400)
    assert.equal((await admin.act('agency.removeFactor', { input })).status, 200)
    assert.equal((await me(cookie)).status, 401)
    assert.equal((await signIn('w04')).status, 200)
    assert.equal((await listed()).find(({ id }) => id === 'w04')?.factor, false)
    isProblem(await admin.act('agency.removeFactor', { input }), 409, 'no-factor')
    const { rows } = await house.db.root.query<{ actor: string; text: string }>(
      `select actor, convert_from(payload, 'UTF8') as text from ledger_event where type = 'agency.factorRemoved'`,
    )
    assert.deepEqual([rows.length, rows[0]?.actor], [1, 'w00'])
    assert.match(rows[0]?.text ?? '', /手机遗失/)
    isProblem(await admin.act('agency.removeFactor', { input: { ...input, officer: 'w00' } }), 409, 'own-account')
  })

  test('本机关规定某些岗位须用的，没有启用以前只能启用；本机关没有规定的不必', async () => {
    const leader = await house.as(`${ybj}/y06`)
    const rows = [{ from: '2026-01-01', by: 'step', local: 'free', clauses: ['G118-15'], source: '本机关规定', posts: ['reviewer'] }]
    assert.equal((await leader.act('register.adopt', { input: { family: 'posts', key: 'signin.secondFactor', rows } })).status, 200)
    const reviewer = await house.as(`${ybj}/y04`)
    assert.equal((await reviewer.get('/api/me')).body.confined, true)
    for (const url of ['/api/cases', '/api/queue', '/api/agency', '/api/acts/case.report'])
      isProblem(await reviewer.ask({ method: url.includes('acts') ? 'POST' : 'GET', url }), 403, 'second-factor-due')
    assert.equal((await account(reviewer)).factorDue, true)
    const { body } = await reviewer.ask({ method: 'POST', url: '/api/account/factor', payload: { password } })
    const { secret, offer } = body as unknown as Enrolled
    const done = await post(reviewer.cookie, '/api/account/factor/confirm', { offer, code: codeOf(secret) })
    assert.equal(done.status, 200, done.text)
    assert.equal((await me(cookieOf(done))).body.confined, undefined)
    assert.equal((await house.ask({ method: 'GET', url: '/api/cases', headers: { cookie: cookieOf(done) } })).status, 200)
    const handler = await house.as(`${ybj}/y01`)
    assert.equal((await handler.get('/api/cases')).status, 200)
  })
})
