import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { step } from '../ordinary'
import { type House, openHouse, ybj } from './house'
import { granted, publishedMatter, take } from './matter'

let house: House
let id: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  id = await publishedMatter(house, ybj)
})
after(() => house.close())

const get = (url: string) => house.ask({ method: 'GET', url })
/** Without the marks of a search. */
const read = async (url: string) => (await get(url)).text.replaceAll(/<\/?mark>/g, '')
const day = '2026-04-20'
const name = encodeURIComponent('德元')
const surfaces = [
  '/',
  '/plain/',
  '/decisions',
  `/plain/decisions?q=${name}`,
  `/decisions?q=${name}`,
  '/decisions?agency=songkou-ybj',
  '/decisions?year=2026',
  '/feed.xml',
  '/decisions.json',
  `/decisions.json?q=${name}`,
  '/decisions.csv',
]

describe('行政处罚法 第四十八条第二款 撤回公示', () => {
  test('撤回以前，处处看得到；撤回以后，处处看不到，原来的地址写明理由', async () => {
    const address = `/decisions/${ybj}/${id}`
    for (const url of [...surfaces, address]) assert.match(await read(url), /德元诊所/, url)
    granted(await take(house, ybj, `publication:${id}`, step('publication.withdrawDue', { how: 'annulled', on: day }, 'system', day)))
    granted(
      await take(house, ybj, `publication:${id}`, step('publication.withdraw', { reason: '行政复议机关撤销了这一决定' }, 'feng', day)),
    )
    for (const url of surfaces) assert.doesNotMatch(await read(url), /德元诊所|11,489|虚构诊疗/, url)
    const page = await get(address)
    assert.equal(page.status, 410)
    assert.match(page.text, /行政复议机关撤销了这一决定/)
    assert.match(page.text, /data-clause="CFF-48-2"/)
    assert.match(page.text, /noindex/)
    assert.doesNotMatch(page.text, /德元诊所|林某|虚构诊疗|11,489/)
  })
  test('撤回也在公开日志里，条目不写当事人', async () => {
    const { rows } = await house.db.root.query<{ leaf: Buffer }>(
      'select leaf from pub_entry where agency = $1 and id = $2 order by version',
      [ybj, id],
    )
    const told = rows.map(({ leaf }) => JSON.parse(leaf.toString('utf8')) as { type: string; withdrawnOn?: string })
    assert.deepEqual(
      told.map(({ type }) => type),
      ['publication.released', 'publication.withdrawn'],
    )
    assert.equal(told[1]?.withdrawnOn, house.clock.today())
    assert.doesNotMatch(JSON.stringify(told), /德元|林某/)
  })
})
