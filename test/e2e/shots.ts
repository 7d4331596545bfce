import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { findRoot } from '#server/config'
import { openBrowser, openDemo, signIn } from './browser'

/** The pictures of the README 截图, taken anew of the demo: `node --import tsx test/e2e/shots.ts`. */
const folder = join(findRoot(), 'docs', 'shots')
mkdirSync(folder, { recursive: true })

const demo = await openDemo()
const browser = await openBrowser()
try {
  const shot = async (page: Page, name: string) => {
    await page.waitForTimeout(800)
    writeFileSync(
      join(folder, `${name}.webp`),
      await sharp(await page.screenshot())
        .webp({ quality: 70 })
        .toBuffer(),
    )
  }
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 860 } })
  const portal = await context.newPage()
  const see = async (page: Page, path: string, name: string) => {
    await page.goto(`${demo.url}${path}`)
    await shot(page, name)
  }
  await see(portal, '/', 'portal')
  await portal.goto(`${demo.url}/tour`)
  const href = async (words: string) =>
    (await portal
      .getByRole('link', { name: new RegExp(words) })
      .first()
      .getAttribute('href')) ?? ''
  const [gate, open, withdrawn] = [await href('关口'), await href('公众看到的'), await href('撤回')]
  await see(portal, open, 'decision')
  await see(portal, withdrawn, 'withdrawn')
  const head = await signIn(browser, demo.url, 'w05')
  await shot(head, 'queue')
  await head.goto(`${demo.url}${gate}`)
  const closed = head.locator('li.no', { hasText: '作出行政处罚决定' })
  await closed.waitFor()
  await closed.evaluate((item) => (item as unknown as { scrollIntoView: (how: object) => void }).scrollIntoView({ block: 'center' }))
  await shot(head, 'gate')
  const handler = await signIn(browser, demo.url, 'w01')
  await handler.goto(`${demo.url}${gate}?act=review.submit`)
  const form = handler.getByRole('form', { name: '提交法制审核' })
  await form.waitFor()
  await form.evaluate((item) => (item as unknown as { scrollIntoView: (how: object) => void }).scrollIntoView({ block: 'center' }))
  await shot(handler, 'form')
} finally {
  await browser.close()
  await demo.close()
}
