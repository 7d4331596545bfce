import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, assertFits, type Demo, openBrowser, openDemo, signIn } from './browser'

const agencies: Readonly<Record<string, string>> = { 远山区卫健委: '远山区卫生健康委员会', 松口市医保局: '松口市医疗保障局' }

describe('演示导览', { timeout: 480_000 }, () => {
  let demo: Demo
  let browser: Browser
  before(async () => {
    demo = await openDemo()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('照导览走一遍：每一处以所写的人登录，看得到所写的话，都标明演示数据', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    await page.goto(`${demo.url}/desk/sign-in`)
    await page.getByRole('link', { name: '两分钟导览' }).click()
    await page.getByRole('heading', { level: 1, name: '两分钟导览' }).waitFor()
    await assertAccessible(page, 'tour')
    await assertFits(page, 'tour')
    const stops: { href: string; how: string }[] = []
    for (const item of await page.locator('main ol > li').all())
      stops.push({
        href: (await item.locator('a').getAttribute('href')) ?? '',
        how: (await item.locator('p').nth(1).textContent()) ?? '',
      })
    assert.ok(stops.length >= 8)
    const people = new Map<string, Page>()
    for (const { href, how } of stops) {
      const [, agency = '', who = ''] = /^以 (\S+) (\S+?)（/.exec(how) ?? []
      const see = /看“(.+)”/.exec(how)?.[1] ?? ''
      assert.ok(see && (who || how.startsWith('不用登录')), how)
      const eyes = who ? (people.get(who) ?? (await signIn(browser, demo.url, who, agencies[agency]))) : page
      people.set(who, eyes)
      await eyes.goto(`${demo.url}${href}`)
      await eyes.locator('main').getByText(see).first().waitFor()
      await eyes
        .getByText(/演示数据/)
        .first()
        .waitFor()
    }
    const overseer = people.get('w09')
    assert.ok(overseer, 'the tour comes by a supervisor')
    for (const width of [1280, 768, 390]) {
      await overseer.setViewportSize({ width, height: 900 })
      await overseer.goto(`${demo.url}/desk/supervision/laws`)
      await overseer.getByText('国家卫生健康委关于修改和废止部分部门规章的决定').first().waitFor()
      const told = (await overseer.locator('main').textContent()) ?? ''
      for (const words of [/2026-05-22 办结/, /2026-12-07 到期/, /2026-07-29 到期/]) assert.match(told, words)
      await assertAccessible(overseer, `laws ${width}`)
      await assertFits(overseer, `laws ${width}`)
    }
    await overseer.goto(`${demo.url}/desk/supervision/overdue`)
    const late = overseer.locator('main tr', { hasText: '制定、修订裁量基准' })
    await late.waitFor()
    assert.match((await late.textContent()) ?? '', /2026-07-29.*行政复议法实施条例修订.*顾文澜/)
  })
})
