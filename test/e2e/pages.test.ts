import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { newId } from '#server/config'
import { assertAccessible, openBrowser, openDemo, signIn } from './browser'

const long = process.env.LONG === '1'
const widths = [1280, 1024, 390]

describe('办案台的页面：时间轴、流程图', { timeout: 300_000 }, () => {
  let demo: { url: string; close: () => Promise<void> }
  let browser: Browser
  const people = new Map<string, Page>()
  const at = async (who: string): Promise<Page> => {
    const page = people.get(who) ?? (await signIn(browser, demo.url, who))
    people.set(who, page)
    return page
  }
  const idOf = async (page: Page, words: string): Promise<string> => {
    const answer = await page.request.get(`${demo.url}/api/cases?q=${encodeURIComponent(words)}`)
    const [first] = ((await answer.json()) as { items: readonly { id: string }[] }).items
    assert.ok(first, words)
    return first.id
  }
  const open = async (page: Page, path: string, heading: string | RegExp): Promise<void> => {
    await page.goto(`${demo.url}/desk${path}`)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  }
  /** Nothing shuts anybody out, nothing scrolls sideways, at every width. */
  const holds = async (page: Page, where: string, ready: () => Promise<void>): Promise<void> => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await ready()
      await assertAccessible(page, `${where} ${width}`)
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${where} scrolls sideways at ${width}`)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  before(async () => {
    demo = await openDemo()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('时间轴：图、表、窄屏都没有障碍；期限写明条款', async () => {
    const page = await at('w09')
    await open(page, `/cases/${await idOf(page, '纪怀瑾')}`, '全程时间轴')
    const line = page.getByRole('region', { name: '全程时间轴' })
    await holds(page, 'time line', () => line.locator('table, svg').first().waitFor())
    assert.match((await line.locator('svg').textContent()) ?? '', /作出处理决定.*《卫生健康行政处罚程序规定》第四十二条/)
    await line.getByRole('button', { name: '以表格看' }).click()
    const row = line.getByRole('row', { name: /2026-10-26/ })
    assert.match((await row.textContent()) ?? '', /事先告知.*行政处罚事先告知书/)
    await assertAccessible(page, 'time line as table')
    await line.getByRole('button', { name: '以表格看' }).click()
  })

  test('时间轴：只用键盘，逐处移动，看到当日办了什么', async () => {
    const page = await at('w09')
    const line = page.getByRole('region', { name: '全程时间轴' })
    const acts = line.getByRole('list', { name: /环节/ }).getByRole('button')
    await line.getByRole('button', { name: '以表格看' }).focus()
    await page.keyboard.press('Tab')
    await acts.last().and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Home')
    await line.getByRole('heading', { name: '2026-09-01' }).waitFor()
    assert.match((await line.textContent()) ?? '', /登记线索 周启明/)
    await page.keyboard.press('ArrowDown')
    await line.getByRole('link', { name: '案件受理记录' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await line.getByRole('heading', { name: /2026-09-0[23]/ }).waitFor()
    await assertAccessible(page, 'time line with a day')
  })

  test('流程图：本案走过的和现处的环节已标出，图和文字没有障碍', async () => {
    const page = await at('w09')
    await open(page, `/cases/${await idOf(page, '纪怀瑾')}`, '全程时间轴')
    await page.getByRole('link', { name: '流程图' }).click()
    const now = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^事先告知与听取意见/ }) })
    await now.getByText('现处环节').waitFor()
    await holds(page, 'chart of a matter', () => now.waitFor())
    await page.getByRole('link', { name: /事先告知与听取意见\s*现处，2026-10-26 起/ }).focus()
    await page.keyboard.press('Enter')
    await now.getByText('作出行政处罚决定', { exact: false }).first().waitFor()
    assert.match((await now.textContent()) ?? '', /法制审核.*《行政处罚法》第五十八条/)
    await assertAccessible(page, 'chart with a state open')
    await page.getByRole('link', { name: '只看程序' }).click()
    await page.getByRole('heading', { level: 1, name: '行政处罚普通程序流程图' }).waitFor()
    assert.equal(await page.getByText('现处环节').count(), 0)
    await assertAccessible(page, 'chart')
  })

  test('上百件事的案件，案件页仍很快打开', async (t) => {
    const [first, second, page] = [await at('w01'), await at('w02'), await at('w09')]
    const id = await idOf(first, '纪怀瑾')
    const send = async (who: Page, act: string, input: unknown): Promise<void> => {
      const answer = await who.request.post(`${demo.url}/api/acts/${act}`, {
        headers: { origin: demo.url },
        data: { id: newId(), stream: `case:${id}`, input },
      })
      assert.equal(answer.status(), 200, await answer.text())
    }
    const pieces = long ? 240 : 30
    for (let no = 5; no < 5 + pieces; no += 1) {
      await send(first, 'case.addEvidence', {
        type: 'documentary',
        title: `票据${no}`,
        text: '收费票据',
        collectedOn: `2026-10-${String(1 + (no % 28)).padStart(2, '0')}`,
      })
      await send(second, 'case.confirm', { record: `evidence:${no}` })
    }
    const since = performance.now()
    await open(page, `/cases/${id}`, '全程时间轴')
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    const ms = performance.now() - since
    t.diagnostic(`${pieces * 2} 步之后，案件页 ${Math.round(ms)} 毫秒`)
    assert.ok(ms < 5_000)
    assert.ok((await page.locator('.line-frame .spot').count()) < 80)
    await assertAccessible(page, 'long time line')
  })
})
