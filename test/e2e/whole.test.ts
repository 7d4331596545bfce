import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { act, assertAccessible, assertFits, openBrowser, openDemo, signIn, windowsOf } from './browser'

const matter = '纪怀瑾未取得医疗机构执业许可证擅自行医案'

describe('一件案子在浏览器里走完：不予办理、法制审核、决定、送达、公示', { timeout: 480_000 }, () => {
  let demo: { url: string; close: () => Promise<void> }
  let browser: Browser
  const people = new Map<string, Page>()
  const at = windowsOf(people, (who) => signIn(browser, demo.url, who))
  const inMatter = async (who: string): Promise<Page> => {
    const page = await at(who)
    await page.goto(`${demo.url}/desk/cases`)
    await page.getByRole('link', { name: matter }).first().click()
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    return page
  }
  const inPublication = async (who: string): Promise<Page> => {
    const page = await at(who)
    await page.goto(`${demo.url}/desk/publications`)
    await page
      .getByRole('link', { name: /纪某|远卫医罚〔2026〕3号/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    return page
  }

  before(async () => {
    demo = await openDemo()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('登录页、工作队列没有障碍', async () => {
    const stranger = await browser.newPage()
    await stranger.goto(`${demo.url}/desk/`)
    await stranger.getByRole('button', { name: '登录' }).waitFor()
    await assertAccessible(stranger, 'sign-in')
    await stranger.close()
    await assertAccessible(await at('w05'), 'queue')
  })

  test('未经法制审核，不得作出决定：页面写明理由和条款', async () => {
    const page = await inMatter('w05')
    const closed = page.locator('li.no', { hasText: '作出行政处罚决定' })
    assert.match((await closed.textContent()) ?? '', /未经法制审核，不得作出决定/)
    assert.match((await closed.textContent()) ?? '', /《行政处罚法》第五十八条/)
    assert.equal(await page.getByRole('button', { name: '办理：作出行政处罚决定' }).count(), 0)
    await assertAccessible(page, 'case')
    for (const fold of await page.locator('details.folded > summary').all()) await fold.click()
    await page.getByRole('button', { name: '办理：自行申请回避' }).waitFor()
    await assertAccessible(page, 'case, all acts unfolded')
  })

  test('办案人员送审，法制审核人员逐项审核后同意', async () => {
    const handler = await inMatter('w01')
    await act(handler, '提交法制审核', async (form) => {
      await assertAccessible(handler, 'form of submission')
      for (const box of await form.getByRole('checkbox').all()) await box.check()
    })
    const reviewer = await inMatter('w04')
    await act(reviewer, '出具法制审核意见', async (form) => {
      await form.getByRole('radio', { name: '同意', exact: true }).check()
      for (const sound of await form.getByRole('radio', { name: '是', exact: true }).all()) await sound.check()
      await form.getByLabel('意见全文').fill('事实清楚，证据确凿，定性准确，程序合法，裁量适当，同意。')
    })
    await assertAccessible(reviewer, 'case after review')
  })

  test('负责人集体讨论、签名，作出决定', async () => {
    const head = await inMatter('w05')
    await act(head, '集体讨论', async (form) => {
      const present = form.getByRole('group', { name: '参加人员' })
      await present.getByRole('checkbox', { name: /韩立成/ }).check()
      await present.getByRole('checkbox', { name: /邱国安/ }).check()
      await pick(head, form.getByLabel('发言人').first(), '邱国安')
      await form.getByLabel('意见', { exact: true }).first().fill('同意拟处理意见。')
      await form.getByLabel('讨论结论').fill('同意拟处理意见。')
    })
    await act(await inMatter('w06'), '签署集体讨论记录')
    await act(await inMatter('w05'), '作出行政处罚决定', (form) => form.getByLabel('审批意见').fill('同意，依法作出处罚决定。'))
  })

  test('送达并由第二名执法人员确认', async () => {
    const handler = await inMatter('w01')
    const today = await handler.evaluate(() => fetch('/api/me').then((answer) => answer.json() as Promise<{ today: string }>))
    await act(handler, '送达决定书', async (form) => {
      await pick(handler, form.getByLabel('送达方式'), '直接送达').catch(() => form.getByRole('radio', { name: /直接/ }).check())
      await form.getByLabel('收件人').fill('纪怀瑾')
      await form.getByLabel('签收、留置、到达、退回或者发出公告之日').fill(today.today)
      await handler.keyboard.press('Tab')
      await form.getByLabel('送达回证记载').fill('当事人签收。')
      const receiver = form.getByRole('group', { name: '签收人' })
      await receiver.getByRole('radio', { name: '受送达人本人' }).check()
    })
    const second = await inMatter('w02')
    await act(second, '确认记录', (form) => form.getByRole('radio', { name: /送达1/ }).check())
  })

  test('拟稿、两级审批、发布', async () => {
    const publisher = await inPublication('w07')
    await act(publisher, '拟公示稿', async (form) => {
      await form.getByLabel(/违法事实摘要/).fill('未取得医疗机构执业许可证，在居民楼内为患者做针灸等治疗并收取费用。')
      await form.getByRole('radio', { name: '信息摘要和决定书全文' }).check()
      for (const width of [390, 1280]) {
        await publisher.setViewportSize({ width, height: 900 })
        await assertAccessible(publisher, `redactions ${width}`)
        await assertFits(publisher, `redactions ${width}`)
      }
      await form.getByRole('radio', { name: '信息摘要', exact: true }).check()
    })
    await assertAccessible(publisher, 'publication')
    await act(await inPublication('w05'), '审批公示稿')
    await act(await inPublication('w06'), '审批公示稿')
    await act(await inPublication('w08'), '发布公示')
  })

  test('不用脚本也能看到公示，自然人只见姓氏', async () => {
    for (const width of [1280, 390, 320]) {
      const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', viewport: { width, height: 800 } })
      const page = await plain.newPage()
      await page.goto(`${demo.url}/decisions`)
      await page
        .getByRole('link', { name: /纪某行政处罚决定/ })
        .first()
        .click()
      const body = (await page.locator('body').textContent()) ?? ''
      assert.match(body, /没收违法所得/)
      assert.match(body, /决定当日公示|第 ?\d 个工作日公示/)
      assert.doesNotMatch(body, /怀瑾|500999197808150014|梧桐路/)
      assert.ok((await page.content()).includes('<html lang="zh-CN"'))
      await plain.close()
    }
    const seen = await browser.newPage({ viewport: { width: 390, height: 800 } })
    for (const path of ['/', '/decisions', '/about', '/decisions?q=没有这样的决定', '/nothing-here']) {
      await seen.goto(`${demo.url}${path}`)
      await assertAccessible(seen, path)
      await assertFits(seen, path)
    }
    await seen.goto(`${demo.url}/decisions`)
    await seen.getByRole('link', { name: /纪某/ }).first().click()
    await assertAccessible(seen, 'decision')
  })
})

/** Chooses from a list that opens. */
async function pick(page: Page, field: ReturnType<Page['getByLabel']>, zh: string): Promise<void> {
  await field.click({ timeout: 3_000 })
  await page.locator('.ant-select-item-option', { hasText: zh }).last().click({ timeout: 3_000 })
}
