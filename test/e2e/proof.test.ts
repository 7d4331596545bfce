import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { sequencer } from '#server/sequencer'
import { type House, openHouse, ybj } from '../http/house'
import { publishedMatter } from '../http/matter'
import { assertAccessible, assertFits, openBrowser } from './browser'

describe('任何人在自己的浏览器里核验一份公示', { timeout: 120_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-proof-'))
  let house: House
  let browser: Browser
  let address: string
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
    const id = await publishedMatter(house, ybj)
    await sequencer({ pool: house.db.sequencer, dir }).run()
    address = `${await house.http.listen({ host: '127.0.0.1', port: 0 })}/decisions/${ybj}/${id}`
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  test('从决定的页面到核验页，只用键盘，逐步写出核对了什么；没有障碍', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && errors.push(message.text()))
    await page.goto(address)
    await page.getByRole('link', { name: '核验这一份公示' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: '核验这一份公示' }).waitFor()
    await page.getByRole('button', { name: '在本机核验' }).press('Enter')
    const said = page.getByRole('status')
    await said.getByText('成立：这份内容在公示日志里，没有改动。').waitFor()
    assert.equal(await said.getByText(/^✓/).count(), 4)
    await assertAccessible(page, 'proof')
    await assertFits(page, 'proof')
    assert.deepEqual(errors, [])
  })

  test('凭证在路上被改的，核验不成立', async () => {
    const page = await browser.newPage()
    await page.route('**/proof.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('罚款', '免款') })
    })
    await page.goto(`${address}/proof`)
    await page.getByRole('button', { name: '在本机核验' }).click()
    await page.getByRole('status').getByText('不成立。').waitFor()
  })

  test('没有脚本，页面一样完整，没有按不动的按钮', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await page.goto(`${address}/proof`)
    assert.equal(await page.getByRole('button').count(), 0)
    await page.getByText(/node verify-publication.mjs proof.json/).waitFor()
    await page.goto(address.replace('/decisions/', '/plain/decisions/'))
    await page.getByRole('link', { name: '标准版' }).waitFor()
  })
})
