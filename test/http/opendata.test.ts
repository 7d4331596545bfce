import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#server/http'
import { sequencer } from '#server/sequencer'
import { configOf, type House, openHouse, origin, ybj } from './house'
import { publishedMatter } from './matter'

let house: House
/** The portal as a process of its own: it hears of an act only from the database. */
let apart: FastifyInstance
let dir: string
let run: () => Promise<void>
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  dir = mkdtempSync(join(tmpdir(), 'mingjing-opendata-'))
  run = sequencer({ pool: house.db.sequencer, dir }).run
  await run()
  apart = await buildApp({ app: house.db.app, portal: house.db.portal, clock: house.clock, config: configOf(['portal']) })
  await apart.ready()
})
after(async () => {
  await apart.close()
  await house.close()
  rmSync(dir, { recursive: true, force: true })
})

const get = (url: string, headers: Record<string, string> = {}) => house.ask({ method: 'GET', url, headers })
const surfaces = [
  '/',
  '/plain/',
  '/decisions',
  '/plain/decisions?year=2026',
  '/decisions?q=%E5%BE%B7%E5%85%83',
  '/feed.xml',
  '/sitemap.xml',
  '/decisions.json',
  '/decisions.csv',
]

describe('开放数据', () => {
  let id: string
  test('另一个进程里留存的页面，公示入账后两秒内都换新', async () => {
    const shown = async () => Promise.all(surfaces.map(async (url) => (await apart.inject({ method: 'GET', url })).body.includes(id)))
    id = 'none'
    await shown()
    id = await publishedMatter(house, ybj)
    await run()
    await sleep(1_100)
    assert.deepEqual(
      await shown(),
      surfaces.map(() => true),
    )
  })

  test('订阅、网站地图、JSON、表格：各有类型，跨站可读，不猜类型，有强校验', async () => {
    for (const [url, type] of [
      ['/feed.xml', 'application/atom+xml; charset=utf-8'],
      ['/sitemap.xml', 'application/xml; charset=utf-8'],
      ['/decisions.json', 'application/json; charset=utf-8'],
      ['/decisions.csv', 'text/csv; charset=utf-8'],
    ] as const) {
      const { status, headers, text } = await get(url)
      assert.deepEqual(
        [status, headers['content-type'], headers['access-control-allow-origin'], headers['x-content-type-options']],
        [200, type, '*', 'nosniff'],
      )
      assert.ok(text.includes(`${origin}/decisions/${ybj}/${id}`), url)
      assert.equal((await get(url, { 'if-none-match': String(headers.etag) })).status, 304)
    }
  })

  test('JSON 与页面同样的内容，分页，条件与目录相同', async () => {
    const { body } = await get('/decisions.json?year=2026&late=no')
    const [item] = body.items as Record<string, unknown>[]
    assert.deepEqual([body.total, body.page, body.pages, body.next], [1, 1, 1, null])
    const { rows } = await house.db.portal.query('select body from pub.decision where id = $1', [id])
    const { url, proof, ...same } = item ?? {}
    assert.deepEqual(same, rows[0]?.body)
    assert.equal(proof, `${url}/proof.json`)
    assert.equal((await get('/decisions.json?late=yes')).body.total, 0)
  })

  test('演示数据不让搜索引擎收录', async () => assert.equal((await get('/robots.txt')).text, 'User-agent: *\nDisallow: /\n'))

  test('没有的分册：404', async () => {
    for (const url of ['/sitemap-2.xml', '/sitemap-0.xml', '/sitemap-x.xml', '/sitemap-99999.xml'])
      assert.equal((await get(url)).status, 404, url)
    assert.equal((await get('/sitemap-1.xml')).status, 200)
  })
})
