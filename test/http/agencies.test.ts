import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type House, openHouse, wjw } from './house'

const PLANTED = 300

let house: House
before(async () => {
  house = await openHouse('2026-03-02T01:00:00.000Z')
  await house.db.root.query(
    `insert into pub.agency (agency, name, short_name, field, demo, phone, address, version, pack)
     select 'county-' || n, '某省第' || n || '县卫生健康委员会', '第' || n || '县', field, demo, '0000-' || n, '政和路 ' || n || ' 号', 1, pack
     from pub.agency, generate_series(1, ${PLANTED}) as n where agency = $1`,
    [wjw],
  )
})
after(() => house.close())

const get = async (url: string) => {
  const { status, headers, text } = await house.ask({ method: 'GET', url, headers: { 'accept-encoding': 'identity' } })
  assert.equal(status, 200, url)
  return { text, size: Number(headers['content-length']) }
}
const agenciesOn = (text: string): readonly string[] =>
  [...text.matchAll(/<th scope="row"><a href="(?:\/plain)?\/lists\/([^"]+)"/g)].map(([, agency = '']) => agency)

describe('几百个机关在一个平台上', () => {
  test('机关名录：一页二十个，逐页翻到底，每一个都到得了，没有重的', async () => {
    for (const form of ['', '/plain']) {
      const seen: string[] = []
      for (let at: string | undefined = `${form}/lists`; at; ) {
        const { text, size } = await get(at)
        assert.ok(size < 30_000, `${at} ${size}`)
        seen.push(...agenciesOn(text))
        at = /<a href="([^"]+)" rel="next"/.exec(text)?.[1]
      }
      const { rows } = await house.db.root.query<{ n: number }>('select count(*)::int as n from pub.agency')
      assert.equal(new Set(seen).size, seen.length)
      assert.equal(seen.length, rows[0]?.n)
    }
  })

  test('按名称查：写一部分、几个词、全角，都查得到；查不到的，写明怎么办', async () => {
    for (const q of ['第123县', '123 卫生健康', '１２３', '县 123', '１２３ 委员会'])
      assert.deepEqual(agenciesOn((await get(`/lists?q=${encodeURIComponent(q)}`)).text), ['county-123'], q)
    const { text } = await get(`/lists?q=${encodeURIComponent('第12')}&page=1`)
    assert.ok(agenciesOn(text).every((agency) => /^county-12\d?$/.test(agency)))
    assert.match(text, /查得 11 个机关/)
    assert.match(text, /<mark>第12<\/mark>/)
    for (const q of ['%', '_', "'", '第_县']) assert.deepEqual(agenciesOn((await get(`/lists?q=${encodeURIComponent(q)}`)).text), [], q)
    assert.match((await get('/lists?q=nothing')).text, /没有名称同时符合的机关/)
    assert.match((await get('/lists?page=999')).text, /没有第 999 页/)
    for (const odd of ['?q=%00', '?page=-1', `?q=${'长'.repeat(300)}`, '?q=%3Cscript%3E', '?q=a&q=b'])
      assert.doesNotMatch((await get(`/lists${odd}`)).text, /<script/, odd)
  })

  test('写明公布了几份清单、何时更新', async () => {
    await house.db.root.query(
      `insert into pub.list_set (agency, id, list, released_on, from_on, body, version)
       select 'county-7', gen_random_uuid(), list, day::date, day::date, '{}', 1
       from (values ('items', '2026-01-05'), ('items', '2026-02-05'), ('guides', '2026-01-06')) as v(list, day)`,
    )
    const { text } = await get(`/lists?q=${encodeURIComponent('第7县')}`)
    assert.match(text, /2 份[\s\S]*2026-02-05/)
  })

  test('别的页面不因机关多而变大，也不逐个列出；机关自己的页面通向它的决定', async () => {
    for (const url of ['/', '/decisions', '/about', '/officers', '/officers?no=0000', '/lists/county-5', '/lists/county-5/items']) {
      const { text, size } = await get(url)
      assert.ok(size < 30_000, `${url} ${size}`)
      assert.match(text, /共 30\d 个机关/, url)
      assert.doesNotMatch(text, /第6县/, url)
    }
    assert.match((await get('/lists/county-5')).text, /href="\/decisions\?agency=county-5"/)
    assert.match((await get('/decisions?agency=county-5')).text, /<option value="county-5" selected="">/)
  })
})
