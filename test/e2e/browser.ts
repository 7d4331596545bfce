import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { type StoryClock, storyClock, systemClock } from '#server/clock'
import { findRoot } from '#server/config'
import { demoAgencies, demoPassword, demoStories, demoTour, founding } from '#server/demo'
import { buildApp } from '#server/http'
import { player, type Story } from '#server/play'
import { offerSetup } from '#server/setup'
import { keepTour, tourThrough } from '#server/tour'
import { freshDatabase } from '../db/template'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const root = findRoot()

/** A platform with invented people, whose time a test moves; `restart` ends its server and starts another on the same database and port. */
export type Demo = Readonly<{
  url: string
  clock: StoryClock
  restart: (meanwhile?: () => Promise<void>) => Promise<void>
  close: () => Promise<void>
}>

/** The demo, served on a port of this machine, on a database of its own; time runs on from the last step of its stories. */
export async function openDemo(stories: readonly Story[] = demoStories(root)): Promise<Demo> {
  if (!existsSync(`${root}/dist/desk/index.html`)) buildDesk()
  const db = await freshDatabase()
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-e2e-'))
  const clock = storyClock()
  const build = () =>
    buildApp({
      app: db.app,
      portal: db.portal,
      clock,
      config: { dir, host: '127.0.0.1', port: 0, only: ['api', 'jobs', 'portal'], demo: true, root },
    })
  let http = await build()
  const agencies = await Promise.all(demoAgencies(root).map((agency) => founding(agency)))
  const { play, named } = player({ door: http.door, pool: db.app, clock })
  await play([...agencies, ...stories])
  if (stories.length > 0) keepTour(dir, tourThrough(demoTour(root), named))
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    clock,
    async restart(meanwhile = async () => {}) {
      await http.close()
      await meanwhile()
      http = await build()
      await http.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
    },
    async close() {
      await http.close()
      await db.drop()
      rmSync(dir, { recursive: true })
    },
  }
}

/** An empty installation as it first starts: nobody there, and the link by which the first agency is founded. */
export async function openEmpty(): Promise<{ url: string; token: string; close: () => Promise<void> }> {
  if (!existsSync(`${root}/dist/desk/index.html`)) buildDesk()
  const db = await freshDatabase()
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-empty-'))
  const http = await buildApp({
    app: db.app,
    portal: db.portal,
    clock: systemClock,
    config: { dir, host: '127.0.0.1', port: 0, only: ['api', 'jobs', 'portal'], demo: false, root },
  })
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    token: await offerSetup(http.door, systemClock),
    async close() {
      await http.close()
      await db.drop()
      rmSync(dir, { recursive: true })
    },
  }
}

function buildDesk(): void {
  const built = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '-c', 'web/desk/vite.config.ts', '--logLevel', 'error'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  assert.equal(built.status, 0, `the desk was not built: ${built.stderr}`)
}

/** The one without windows where it is there: it draws the frames of every page, whatever else is open. */
const executablePath =
  process.env.CHROMIUM ?? (existsSync('/usr/bin/chromium-headless-shell') ? '/usr/bin/chromium-headless-shell' : '/usr/bin/chromium')

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** Nothing on the page that shuts somebody out: axe, WCAG 2.2 AA and best practice. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(still)
  if (!(await page.evaluate('"axe" in globalThis'))) {
    const session = await page.context().newCDPSession(page)
    await session.send('Page.setBypassCSP', { enabled: true })
    await page.evaluate(await source())
  }
  const violations = await page.evaluate(
    (only) =>
      (
        globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe
        .run({ runOnly: { type: 'tag', values: only } })
        .then((found) => found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)),
    tags,
  )
  assert.deepEqual(violations, [], where)
}

/** Until what moves has come to rest; what never does is not waited for. */
const still = `Promise.race([
  new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))).then(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))),
  new Promise((late) => setTimeout(late, 300)),
])`

/** Nothing scrolls sideways. */
export const assertFits = async (page: Page, where: string): Promise<void> =>
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${where} is wider than the window`)

/** Nothing scrolls sideways at any width, once it is `ready`, and nothing shuts anybody out: at the widest and the narrowest, in a long run at each. */
export async function assertSoundAt(
  page: Page,
  where: string,
  widths: readonly number[],
  ready: () => Promise<void> = async () => {},
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await ready()
    if (process.env.LONG || width === Math.min(...widths) || width === Math.max(...widths))
      await assertAccessible(page, `${where} ${width}`)
    await assertFits(page, `${where} ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

let text: Promise<string> | undefined
const source = (): Promise<string> => {
  text ??= import('node:fs/promises').then(({ readFile }) => readFile(axe, 'utf8'))
  return text
}

/** Fills in who he is, and sends it. */
export async function enter(page: Page, who: string, agency = '远山区卫生健康委员会'): Promise<void> {
  await page.getByLabel('执法机关').click()
  await page.getByTitle(agency).last().click()
  await page.getByLabel('账号').fill(who)
  await page.getByLabel('口令').fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
}

/** A person at the desk, in a window of his own. */
export async function signIn(browser: Browser, url: string, who: string, agency?: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${url}/desk/`)
  await enter(page, who, agency)
  await page.getByRole('heading', { level: 1, name: '工作队列' }).waitFor()
  return page
}

/** Each person's window, opened when he is first asked for. */
export const windowsOf =
  (people: Map<string, Page>, open: (who: string) => Promise<Page>) =>
  async (who: string): Promise<Page> => {
    const page = people.get(who) ?? (await open(who))
    people.set(who, page)
    return page
  }

/** Opens the form of an act, unfolding what it stands under. */
export async function openForm(
  page: Page,
  zh: string,
  press: (target: Locator) => Promise<void> = (target) => target.click(),
): Promise<Locator> {
  const form = page.getByRole('form', { name: zh, exact: true })
  if (await form.isVisible()) return form
  const button = page.locator(`[aria-label="办理：${zh}"]`)
  await button.waitFor({ state: 'attached' })
  if (!(await button.isVisible())) await press(page.locator('details', { has: button }).locator('summary').first())
  await press(button)
  await form.waitFor()
  return form
}

/** Opens the form of an act, fills it, sends it, and waits for the word that it was done. */
export async function act(
  page: Page,
  zh: string,
  fill: (form: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
): Promise<void> {
  const form = await openForm(page, zh)
  await fill(form)
  await form.getByRole('button', { name: zh, exact: true }).click()
  await page.getByText(`已办理：${zh}`).waitFor()
}
