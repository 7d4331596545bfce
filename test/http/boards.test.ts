import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import QRCode from 'qrcode'
import { buildApp } from '#server/http'
import { codesOf, textOf } from '../pdftext'
import { configOf, type House, isProblem, openHouse, origin, type Person, type Said, wjw } from './house'
import { publishList } from './released'

let house: House
let publisher: Person
/** The same house, of which nobody said where the public opens it. */
let unset: FastifyInstance
before(async () => {
  house = await openHouse('2026-03-02T01:00:00.000Z')
  publisher = await house.as(`${wjw}/w07`)
  const { origin: _, ...config } = configOf(['portal'])
  unset = await buildApp({ app: house.db.app, portal: house.db.portal, clock: house.clock, config })
  await unset.ready()
})
after(async () => {
  await unset.close()
  await house.close()
})

const get = (url: string): Promise<Said> => house.ask({ method: 'GET', url })
const file = async (path: string, headers: Readonly<Record<string, string>> = {}, http = house.http) => {
  const { statusCode, headers: said, rawPayload } = await http.inject({ method: 'GET', url: `/lists/${wjw}/${path}`, headers })
  return { status: statusCode, headers: said, bytes: rawPayload }
}
/** The code of an address as it stands on the sheet. */
const rowsOf = (address: string) => {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, y) => Array.from(data.subarray(y * size, (y + 1) * size)).join(''))
}

describe('岗位信息公示牌', () => {
  test('G118-5、SP-1-2-10 打印页有二维码，通向本机关的清单', async () => {
    const board = {
      window: '一号窗口',
      name: '李明',
      duties: '受理',
      samples: '窗口备有',
      progress: '网上查询',
      consulting: '12320',
      complaints: '12345',
    }
    await publishList(house, { list: 'boards', entries: [board] })
    const page = await get(`/lists/${wjw}/boards/print`)
    assert.equal(page.status, 200)
    assert.match(page.text, /data:image\/svg\+xml;base64,/)
    assert.match(page.text, new RegExp(`/lists/${wjw}"`))
    assert.match(String(page.headers['content-security-policy']), /img-src 'self' data:/)
  })

  test('G118-5、WZ-GS-12-1 PDF：一块一张，也可以单印；有执法证号的，二维码通向这个人的核对', async () => {
    const { rows } = await house.db.root.query<{ no: string; name: string }>(
      'select no, name from pub.certificate where agency = $1 order by no limit 1',
      [wjw],
    )
    const { no, name } = rows[0] ?? { no: '', name: '' }
    const window = '二号#$"\\窗口'
    const said = { duties: '检查', samples: '窗口备有', progress: '网上查询', consulting: '12320', complaints: '12345' }
    await publishList(house, { list: 'boards', entries: [{ ...said, window, name, certificate: no }] })
    const all = await file('boards.pdf')
    assert.equal(all.status, 200)
    assert.equal(all.headers['content-type'], 'application/pdf')
    assert.match(
      decodeURIComponent(String(all.headers['content-disposition'])),
      /^inline; filename\*=UTF-8''岗位信息公示牌（远山区卫生健康委员会）\.pdf$/,
    )
    const pages = textOf(all.bytes).split('\n')
    assert.equal(pages.length, 2)
    for (const [n, words] of [
      ['一号窗口', '李明', '12345'],
      [window, name, no, '检查'],
    ].entries())
      for (const word of words) assert.ok(pages[n]?.replaceAll(/\s/g, '').includes(word), word)
    const [agency, officer] = [`${origin}/lists/${wjw}`, `${origin}/officers?no=${encodeURIComponent(no)}`]
    assert.deepEqual(codesOf(all.bytes), [agency, officer].map(rowsOf))
    const printed = (await get(`/lists/${wjw}/boards/print`)).text
    assert.ok(printed.includes(`/officers?no=${encodeURIComponent(no)}"`), '网页打印的，二维码通向同一处')
    const one = await file(`boards.pdf?key=${encodeURIComponent(`${window}｜${name}`)}`)
    assert.deepEqual(codesOf(one.bytes), [rowsOf(officer)])
    assert.ok((await get(`/lists/${wjw}/boards`)).text.includes(`href="/lists/${wjw}/boards.pdf"`))
    for (const odd of ['boards.pdf?key=%00', `boards.pdf?key=${'长'.repeat(200)}`, 'boards.pdf?key=nobody', 'boards.pdf?page=9'])
      assert.ok([200, 404].includes((await file(odd)).status), odd)
    isProblem(
      await publisher.act('list.prepare', {
        input: {
          list: 'boards',
          entries: [{ ...said, window: '三号', name: '李明', certificate: no }],
          strike: [],
          from: house.clock.today(),
          changed: house.clock.today(),
          why: '公布',
        },
      }),
      409,
      'certificate-of-other',
    )
  })

  test('PDF：别的公示不改变它；字体没有的字，写明是哪一个', async () => {
    const first = await file('boards.pdf')
    await publishList(house, { list: 'channels', entries: [{ way: '电话', at: '12345' }] })
    assert.ok((await file('boards.pdf')).bytes.equals(first.bytes))
    const rare = {
      window: '四号窗口',
      name: '𠮷某',
      duties: '检查',
      samples: '有',
      progress: '网上',
      consulting: '12320',
      complaints: '12345',
    }
    await publishList(house, { list: 'boards', entries: [rare] })
    const { status, bytes } = await file('boards.pdf')
    assert.equal(status, 409)
    assert.match(bytes.toString('utf8'), /有印不出的字：𠮷（U\+20BB7）。可以在清单页上用“网页打印”/)
    await publishList(house, { list: 'boards', strike: ['四号窗口｜𠮷某'], entries: [] })
    assert.equal((await file('boards.pdf')).status, 200)
  })
})

describe('公开网址：印出、导出的一律通向这里，来访者说自己在哪里都不算', () => {
  const elsewhere = [
    'evil.example',
    'EVIL.example:443',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8080',
    'localhost@evil.example',
    'localhost:80@evil.example',
    'evil.example#localhost',
    '127.0.0.1:8080/evil.example',
    '127.0.0.1\tevil.example',
    'localhost, evil.example',
    '[::1].evil.example',
    '"><script>evil',
  ]
  const forwarded = (host: string) => ({
    ...{ 'x-forwarded-host': host, 'x-forwarded-server': host, 'x-forwarded-proto': 'https', 'x-original-host': host },
    ...{ forwarded: `host=${host};proto=https`, 'x-host': host },
  })
  const exported = ['/feed.xml', '/sitemap.xml', '/robots.txt', '/decisions.json', '/decisions.csv', `/lists/${wjw}/boards.json`]
  const printed = [`/lists/${wjw}/boards/print`, `/plain/lists/${wjw}/boards/print`]
  const said = async (http: FastifyInstance, url: string, headers: Readonly<Record<string, string>>) =>
    (await http.inject({ method: 'GET', url, headers })).body

  test('G118-5 设定了的：哪一个主机名来问，二维码和网址都是设定的', async () => {
    const codes = codesOf((await file('boards.pdf')).bytes)
    assert.deepEqual(codes[0], rowsOf(`${origin}/lists/${wjw}`))
    for (const host of elsewhere) {
      const headers = { host, ...forwarded(host) }
      assert.deepEqual(codesOf((await file('boards.pdf', headers)).bytes), codes, host)
      for (const url of [...printed, ...exported]) assert.ok(!/evil/i.test(await said(house.http, url, headers)), `${url} ${host}`)
      assert.ok((await said(house.http, printed[0] ?? '', headers)).includes(`${origin}/lists/${wjw}"`), host)
    }
    assert.ok(!(await get(`/lists/${wjw}/boards/print`)).text.includes('MINGJING_ORIGIN'))
  })

  test('G118-5 没有设定的：不是本机地址的主机名不印，页面写明怎样设定', async () => {
    for (const host of [...elsewhere, 'gs.example.cn', 'localhost:99999', 'localhost:']) {
      const headers = { host, ...forwarded(host) }
      for (const url of [`/lists/${wjw}/boards.pdf`, ...printed]) {
        const { statusCode, body } = await unset.inject({ method: 'GET', url, headers })
        assert.equal(statusCode, 409, `${url} ${host}`)
        assert.match(body, /没有设定公开网址.*serve --origin.*MINGJING_ORIGIN/, `${url} ${host}`)
        assert.ok(!/evil/i.test(body), `${url} ${host}`)
      }
      for (const url of exported) assert.ok(!/evil/i.test(await said(unset, url, headers)), `${url} ${host}`)
    }
  })

  test('没有设定的：在本机看的照印，页面写明只能在本机打开、怎样设定；转发的说法不算', async () => {
    for (const host of ['localhost', 'LOCALHOST:8080', '127.0.0.1:8080', '[::1]:8080']) {
      const [headers, local] = [{ host, ...forwarded('evil.example') }, `http://${host.toLowerCase()}`]
      const { status, bytes } = await file('boards.pdf', headers, unset)
      assert.equal(status, 200, host)
      assert.deepEqual(codesOf(bytes)[0], rowsOf(`${local}/lists/${wjw}`), host)
      const page = await said(unset, printed[0] ?? '', headers)
      assert.ok(page.includes(`${local}/lists/${wjw}"`), host)
      assert.match(page, /<p class="screen note">没有设定公开网址，这里用的是本机的地址.*MINGJING_ORIGIN/, host)
      assert.ok((await said(unset, '/feed.xml', headers)).includes(`<id>${local}/feed.xml</id>`), host)
    }
  })
})
