import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { storyClock } from '#server/clock'
import { newId } from '#server/config'
import { buildApp } from '#server/http'
import { offerSetup } from '#server/setup'
import { type Fresh, freshDatabase } from '../db/template'
import { configOf } from './house'

let db: Fresh
let http: FastifyInstance
const clock = storyClock()
before(async () => {
  db = await freshDatabase()
  http = await buildApp({
    app: db.app,
    portal: db.portal,
    clock,
    config: configOf(['api'], false, mkdtempSync(join(tmpdir(), 'mingjing-setup-'))),
  })
  clock.set('2026-03-02T01:00:00.000Z')
})
after(async () => {
  await http.close()
  await db.drop()
})

const agency = {
  ...{ id: 'qing-wjw', name: '青县卫生健康局', shortName: '青县卫健局', word: '青卫', field: 'health', pack: 'cn-health', level: 'county' },
}
const password = 'lantern-boat-47-rain'
const administrator = { id: 'a00', name: '安然', password }
const ask = async (method: 'GET' | 'POST', url: string, payload?: object, cookie = '') => {
  const answer = await http.inject({ method, url, ...(payload ? { payload } : {}), headers: cookie ? { cookie } : {} })
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0])
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : {}, cookie: cookies.join('; ') }
}
const found = (token: string, change: object = {}) => ask('POST', '/api/setup', { token, agency, administrator, ...change })
const act = (id: string, input: object, cookie: string) => ask('POST', `/api/acts/${id}`, { id: newId(), input }, cookie)

describe('设立机关：只凭启动时打印的链接', () => {
  test('没有链接、链接是编造的，不能设立', async () => {
    assert.equal((await found('A'.repeat(43))).status, 404, 'nothing was offered yet')
    await offerSetup(http.door, clock)
    const { status, body } = await found('A'.repeat(43))
    assert.deepEqual([status, body.code], [409, 'no-setup-link'])
    assert.equal((await found('short')).status, 400)
    assert.equal((await ask('GET', '/api/agencies')).body.length, 0)
  })

  test('重新启动换新链接，原来的作废；一天以后过期', async () => {
    const first = await offerSetup(http.door, clock)
    const second = await offerSetup(http.door, clock)
    assert.equal((await found(first)).body.code, 'no-setup-link')
    clock.set('2026-03-03T01:30:00.000Z')
    assert.equal((await found(second)).body.code, 'no-setup-link')
  })

  test('数据库里只有链接的摘要', async () => {
    const token = await offerSetup(http.door, clock)
    const { rows } = await db.root.query<{ text: string }>(`select convert_from(payload, 'UTF8') as text from ledger_event`)
    const hex = Buffer.from(token, 'base64url').toString('hex')
    for (const { text } of rows) assert.ok(!text.includes(token) && !text.includes(hex))
  })

  test('填写有误的，链接不作废，说明哪一项、怎样改', async () => {
    const token = await offerSetup(http.door, clock)
    for (const [change, path] of [
      [{ administrator: { ...administrator, password: 'short' } }, 'administrator.password'],
      [{ administrator: { ...administrator, password: 'aaaaaaaaaaaaaa' } }, 'administrator.password'],
      [{ administrator: { ...administrator, password: '123456789012345' } }, 'administrator.password'],
      [{ administrator: { ...administrator, password: 'qing-wjw-2026-xx' } }, 'administrator.password'],
      [{ agency: { ...agency, pack: 'cn-medical-security' } }, 'agency.pack'],
      [{ agency: { ...agency, pack: 'nowhere' } }, 'agency.pack'],
      [{ agency: { ...agency, id: 'installation' } }, 'agency.id'],
      [{ agency: { ...agency, level: 'moon' } }, 'agency.level'],
      [{ agency: { ...agency, demo: true } }, 'agency.demo'],
    ] as const) {
      const { status, body } = await found(token, change)
      assert.equal(status, 400, path)
      assert.equal(body.fields[0].path, path)
    }
    assert.deepEqual((await ask('GET', '/api/setup')).status, 200)
  })

  test('两个浏览器同时设立，只有一个办成；以后这个页面不再有', async () => {
    const token = await offerSetup(http.door, clock)
    const both = await Promise.all([found(token), found(token, { agency: { ...agency, id: 'other-wjw' } })])
    assert.equal(both.filter(({ status }) => status === 201).length, 1)
    assert.ok(both.every(({ status }) => [201, 404, 409].includes(status)))
    assert.equal((await ask('GET', '/api/agencies')).body.length, 1)
    for (const answer of [await ask('GET', '/api/setup'), await found(token), await found(await offerSetup(http.door, clock))])
      assert.equal(answer.status, 404)
  })
})

describe('首次登录：口令由本人设置，系统管理员不知道', () => {
  let id: string
  let admin: string
  const welcome = (officer: string, token: string, said = password) =>
    ask('POST', '/api/welcome', { agency: id, officer, token, password: said })
  const signIn = (officer: string, said = password) => ask('POST', '/api/session', { agency: id, officer, password: said })
  const invite = async (officer: string, cookie = admin) => {
    const { status, body } = await ask('POST', '/api/invitations', { officer }, cookie)
    return { status, body, token: String(body.path ?? '').split('.')[2] ?? '' }
  }

  before(async () => {
    id = (await ask('GET', '/api/agencies')).body[0].agency
    admin = (await signIn('a00')).cookie
    for (const [officer, posts] of [
      ['b01', ['handler']],
      ['b02', ['head']],
    ] as const) {
      const said = { id: officer, name: `人员${officer}`, unit: 'office', posts, qualified: false }
      assert.equal((await act('agency.appoint', said, admin)).status, 200)
    }
  })

  test('系统管理员任用人员、发放链接；本人以链接设置口令后登录', async () => {
    const { token } = await invite('b01')
    assert.equal((await signIn('b01')).status, 401)
    assert.equal((await welcome('b01', token, 'too-short')).status, 400)
    assert.equal((await welcome('b01', token)).status, 204)
    assert.equal((await signIn('b01')).status, 200)
  })

  test('链接用过的、换新的、别人的，不能再用；同时用两次只成一次', async () => {
    const old = await invite('b02')
    const { token } = await invite('b02')
    assert.equal((await welcome('b02', old.token)).body.code, 'no-invitation')
    assert.equal((await welcome('b01', token)).body.code, 'no-invitation')
    const both = await Promise.all([welcome('b02', token), welcome('b02', token, 'other-boat-48-snow')])
    assert.deepEqual(both.map(({ status }) => status).sort(), [204, 409])
    assert.equal((await welcome('b02', token)).body.code, 'no-invitation')
  })

  test('只有系统管理员发放链接；系统管理员不能直接设置口令', async () => {
    const { cookie } = await signIn('b01')
    assert.equal((await invite('b02', cookie)).status, 403)
    assert.equal((await ask('POST', '/api/invitations', { officer: 'b02' })).status, 401)
    assert.equal((await act('agency.setCredential', { officer: 'b02', hash: '$argon2id$x' }, admin)).status, 403)
  })

  test('重设口令以后，原来的登录全部失效', async () => {
    const { cookie } = await signIn('b01')
    assert.equal((await welcome('b01', (await invite('b01')).token, 'new-boat-49-thunder')).status, 204)
    assert.equal((await ask('GET', '/api/me', undefined, cookie)).status, 401)
    assert.equal((await signIn('b01')).status, 401)
    assert.equal((await signIn('b01', 'new-boat-49-thunder')).status, 200)
  })

  test('停用账号，所有登录同时失效，不能再登录，正在办的也不成；恢复以后可以登录', async () => {
    const cookies = (await Promise.all([1, 2].map(() => signIn('b01', 'new-boat-49-thunder')))).map(({ cookie }) => cookie)
    const report = {
      source: 'inspection',
      text: '检查发现',
      cause: '某案由',
      party: { type: 'organisation', name: '某所', legalRepresentative: '甲', address: '某处' },
      violationOn: '2026-03-01',
    }
    const stop = act('agency.disableAccount', { officer: 'b01', why: '调离' }, admin)
    const flying = cookies.map((cookie) => act('case.report', report, cookie))
    const [stopped, ...answers] = await Promise.all([stop, ...flying])
    assert.equal(stopped.status, 200)
    assert.ok(
      answers.every(({ status }) => [200, 401, 403].includes(status)),
      answers.map(({ status }) => status).join(),
    )
    // whatever was granted stands before the disabling in the ledger's time
    const { rows } = await db.root.query<{ n: number }>(
      `select count(*) as n from ledger_event where actor = 'b01' and at > (select at from ledger_event where type = 'agency.accountDisabled')`,
    )
    assert.equal(rows[0]?.n, 0)
    for (const cookie of cookies) assert.equal((await ask('GET', '/api/me', undefined, cookie)).status, 401)
    assert.equal((await act('case.report', report, cookies[0] ?? '')).status, 401)
    assert.equal((await signIn('b01', 'new-boat-49-thunder')).status, 401)
    assert.equal((await act('agency.enableAccount', { officer: 'b01', why: '恢复' }, admin)).status, 200)
    assert.equal((await ask('GET', '/api/me', undefined, cookies[0])).status, 401, 'what was ended stays ended')
    assert.equal((await signIn('b01', 'new-boat-49-thunder')).status, 200)
  })

  test('WD-2-4-1-7、WD-2-4-1-8、WD-2-4-1-9、YB-3-4-2-4 机构和人员：看得到岗位和账号状态，看不到链接和口令', async () => {
    const { body } = await ask('GET', '/api/agency', undefined, admin)
    assert.equal(body.administers, true)
    assert.deepEqual(
      body.officers.map(({ id, account }: { id: string; account: string }) => [id, account]),
      [
        ['a00', 'open'],
        ['b01', 'open'],
        ['b02', 'open'],
      ],
    )
    assert.doesNotMatch(JSON.stringify(body), /argon2|token/)
  })
})

describe('一个平台，多个机关：首设机关和上级机关准予设立', () => {
  let first: string
  let admin: string
  const said = { shortName: '某局', word: '某', pack: 'cn-health' }
  const person = { id: 'a00', name: '平安', password: 'harbour-kite-31-moss' }
  const offer = async (cookie: string, change: object) => {
    const { status, body } = await ask('POST', '/api/foundings', { field: 'health', below: true, ...change }, cookie)
    const [by = '', id = '', token = ''] =
      String(body.path ?? '')
        .split('#')[1]
        ?.split('.') ?? []
    return { status, code: body.code, link: { by, id, token } }
  }
  const foundBy = (link: object, change: object = {}) =>
    ask('POST', '/api/foundings/found', { ...link, agency: said, administrator: person, ...change })
  const enter = async (id: string) => (await ask('POST', '/api/session', { agency: id, officer: 'a00', password: person.password })).cookie
  const agencies = async () => (await ask('GET', '/api/agencies')).body.map(({ agency }: { agency: string }) => agency)

  before(async () => {
    first = (await ask('GET', '/api/agencies')).body[0].agency
    admin = (await ask('POST', '/api/session', { agency: first, officer: 'a00', password })).cookie
  })

  test('首设机关准予设立另一个机关；链接只能用一次，同时用也只成一个', async () => {
    const city = { id: 'shi-wjw', name: '某市卫生健康委员会', level: 'city' }
    assert.equal((await offer(admin, { ...city, below: true })).code, 'not-below', 'a county has none below it')
    const { status, link } = await offer(admin, { ...city, below: false })
    assert.equal(status, 200)
    const told = await ask('POST', '/api/foundings/offered', link)
    assert.deepEqual([told.body.id, told.body.name, told.body.level, told.body.superior], [...Object.values(city), null])
    assert.equal((await foundBy(link, { administrator: { ...person, password: 'short' } })).status, 400, 'the link is still good')
    const both = await Promise.all([foundBy(link), foundBy(link)])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    assert.deepEqual(
      [(await foundBy(link)).body.code, (await ask('POST', '/api/foundings/offered', link)).body.code],
      Array(2).fill('no-setup-link'),
    )
    assert.deepEqual((await agencies()).sort(), [first, 'shi-wjw'].sort())
    assert.equal((await offer(admin, { ...city, below: false })).status, 400, 'the id is taken')
  })

  test('上级机关准予设立下级机关，上下级关系写明；同级的、别的领域的、不属下级的，不能', async () => {
    const city = await enter('shi-wjw')
    const county = { id: 'xian-wjw', name: '某县卫生健康局', level: 'county' }
    for (const [change, code] of [
      [{ below: false }, 'not-first'],
      [{ level: 'city' }, 'not-below'],
      [{ level: 'province' }, 'not-below'],
      [{ field: 'medical-security' }, 'not-below'],
    ] as const)
      assert.equal((await offer(city, { ...county, ...change })).code, code)
    const { link } = await offer(city, county)
    assert.equal((await foundBy(link)).status, 201)
    const { rows } = await db.root.query(`select superior, level, demo from agency where agency = 'xian-wjw'`)
    assert.deepEqual(rows, [{ superior: 'shi-wjw', level: 'county', demo: false }])
    const below = await enter('xian-wjw')
    assert.equal((await offer(below, { id: 'other-wjw', name: '某局', level: 'county' })).code, 'not-below')
    assert.equal((await offer(below, { id: 'other-wjw', name: '某局', level: 'county', below: false })).code, 'not-first')
    assert.equal((await ask('GET', '/api/agency', undefined, below)).body.foundings, null)
  })

  test('链接换新的、改过的、过期的、别人准予的，不能用；不是系统管理员的、没有登录的，不能准予', async () => {
    const city = await enter('shi-wjw')
    const county = { id: 'dong-wjw', name: '某区卫生健康局', level: 'county' }
    const old = await offer(city, county)
    const { link } = await offer(city, county)
    for (const wrong of [
      old.link,
      { ...link, by: first },
      { ...link, id: 'nan-wjw' },
      { ...link, by: 'nowhere' },
      { ...link, token: 'A'.repeat(43) },
    ])
      assert.equal((await foundBy(wrong)).body.code, 'no-setup-link')
    const { rows } = await db.root.query<{ text: string }>(`select convert_from(payload, 'UTF8') as text from ledger_event`)
    for (const { text } of rows) assert.ok(!text.includes(link.token))
    clock.set(new Date(Date.parse(clock.now()) + 7 * 86_400_000 + 1).toISOString())
    assert.equal((await foundBy(link)).body.code, 'no-setup-link')
    const handler = (await ask('POST', '/api/session', { agency: first, officer: 'b01', password: 'new-boat-49-thunder' })).cookie
    assert.notEqual(handler, '')
    assert.equal((await offer(handler, { ...county, below: false })).status, 403)
    assert.equal((await offer('', county)).status, 401)
    assert.ok(!(await agencies()).includes('dong-wjw'))
  })
})
