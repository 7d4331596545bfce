import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { newId } from '#server/config'
import { assertAccessible, assertSoundAt, openBrowser, openDemo, signIn, windowsOf } from './browser'

const agency = 'yuanshan-wjw'

describe('清单与名录：从表格到公示', { timeout: 600_000 }, () => {
  let demo: { url: string; close: () => Promise<void> }
  let browser: Browser
  const at = windowsOf(new Map<string, Page>(), (who) => signIn(browser, demo.url, who))
  const open = async (page: Page, path: string, heading: string | RegExp): Promise<void> => {
    await page.goto(`${demo.url}${path}`)
    await page.getByRole('heading', { level: 1, name: heading }).first().waitFor()
  }

  before(async () => {
    demo = await openDemo()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('目录和一份清单：没有障碍，窄屏不横向滚动', async () => {
    const page = await at('w07')
    await open(page, '/desk/lists', '清单与名录')
    await page.getByRole('link', { name: '检查对象名录库' }).waitFor()
    await assertSoundAt(page, 'lists', [1280, 390])
    await page.getByRole('link', { name: '检查对象名录库' }).click()
    await page.getByRole('heading', { level: 1, name: '检查对象名录库' }).waitFor()
    await page
      .getByRole('button', { name: /^全文和沿革/ })
      .first()
      .click()
    await page.getByRole('link', { name: '修改' }).waitFor()
    await assertSoundAt(page, 'a list', [1280, 390])
  })

  test('导入：先看逐行的错误，确认以后才办理', async () => {
    const page = await at('w07')
    await open(page, '/desk/lists/objects/import', /导入表格/)
    const table =
      '单位名称,统一社会信用代码,地址\n远山区明德诊所,91330100311348661F,明德路 1 号\n号码写错的,91330100311348661X,某路\n,,无名路\n'
    await page.getByLabel(/表格（XLSX/).setInputFiles({ name: '对象.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.getByText('可以导入 1 条：新增 1 条').waitFor()
    const faults = page.getByRole('region', { name: /^有误的行/ })
    assert.match((await faults.textContent()) ?? '', /校验码不符.*请照营业执照/)
    await assertAccessible(page, 'import')
    await page.getByLabel(/变更说明/).fill('新设诊所列入')
    await page.getByRole('button', { name: '导入 1 条，送审批' }).click()
    await page.getByRole('link', { name: '第 1 次变更' }).click()
    await page.getByRole('heading', { level: 1, name: '检查对象名录库变更' }).waitFor()
    await page.getByText('新增').first().waitFor()
    await assertSoundAt(page, 'a change', [1280, 390])
  })

  test('审批、发布，公众随即看到', async () => {
    for (const [who, act] of [
      ['w05', '审批清单变更'],
      ['w06', '审批清单变更'],
      ['w08', '发布清单变更'],
    ] as const) {
      const page = await at(who)
      await open(page, '/desk/', '工作队列')
      const change = page.getByRole('link', { name: '检查对象名录库：新设诊所列入', exact: true })
      await change.waitFor()
      await assertAccessible(page, 'queue with a change')
      await change.click()
      await page.getByRole('heading', { level: 1, name: '检查对象名录库变更' }).waitFor()
      await page.getByRole('button', { name: `办理：${act}` }).click()
      await page.getByRole('form', { name: act }).getByRole('button', { name: act, exact: true }).click()
      await page.getByText(`已办理：${act}`).waitFor()
    }
    const page = await at('w07')
    await open(page, `/lists/${agency}/objects?q=${encodeURIComponent('明德')}`, '检查对象名录库')
    await page.getByText('新设诊所列入').waitFor()
    assert.equal(await page.locator('.entries > li').count(), 1)
  })

  test('手工拟一条：表单由清单的栏目而来', async () => {
    const page = await at('w07')
    await open(page, '/desk/lists/channels/draft', /拟变更/)
    const form = page.getByRole('form', { name: '拟清单变更' })
    await form.getByLabel('号码或者地址').first().waitFor()
    await assertAccessible(page, 'draft')
  })

  test('公示牌：办案台和公示平台各有一处打印，得到的是同一份 PDF', async () => {
    const page = await at('w07')
    await open(page, '/desk/lists/boards', '岗位信息公示牌')
    const button = page.getByRole('link', { name: '打印公示牌（PDF）' })
    await button.waitFor()
    await assertSoundAt(page, 'boards at the desk', [1280, 768, 390])
    const href = await button.getAttribute('href')
    await open(page, `/lists/${agency}/boards`, '岗位信息公示牌')
    assert.equal(await page.getByRole('link', { name: '打印公示牌（PDF）' }).getAttribute('href'), href)
    const answer = await page.request.get(`${demo.url}${href}`)
    assert.deepEqual([answer.status(), answer.headers()['content-type']], [200, 'application/pdf'])
    await page.getByRole('link', { name: '只打印这一块（PDF）' }).first().waitFor()
  })

  test('执法流程图：在公示平台上画出来，窄屏在自己的框里滑动，用键盘也滑得动', async () => {
    const page = await at('w07')
    await page.setViewportSize({ width: 390, height: 900 })
    await open(page, `/lists/${agency}/chart`, '执法流程图')
    const box = page.getByRole('region', { name: '流程图' })
    await box.getByRole('img', { name: /普通程序流程图$/ }).waitFor()
    await box.focus()
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight')
    await page.waitForFunction("document.querySelector('.chart-drawing').scrollLeft > 0")
    await page.getByText('图比屏幕宽，可以左右滑动').waitFor()
  })

  test('本机关另定目录，公众看到历次采用的经过', async () => {
    const page = await at('w06')
    await open(page, '/desk/rules?set=catalogue%20review.catalogue', '适用的规则')
    const form = page.getByRole('form', { name: '采用本机关清单' })
    await form.waitFor()
    await page.getByText('新的最早自明日起施行').waitFor()
    const row = { from: '2027-01-01', by: 'decision', local: 'free', clauses: ['G118-12'], source: '演示：目录（2027）' }
    const entries = [
      { id: 'fine-natural', zh: '对公民罚款三千元以上', party: 'natural', fineAtLeastFen: 300_000 },
      { id: 'stop', zh: '责令停产停业', kinds: ['stop'] },
    ]
    const input = { family: 'catalogue', key: 'review.catalogue', rows: [{ ...row, entries }] }
    const data = { id: newId(), input }
    const answer = await page.request.post(`${demo.url}/api/acts/register.adopt`, { headers: { origin: demo.url }, data })
    assert.equal(answer.status(), 200, await answer.text())
    await open(page, `/lists/${agency}/catalogue`, '重大执法决定法制审核目录')
    await page.getByRole('cell', { name: '新增 1 条，修改 1 条，删去 2 条' }).waitFor()
    await page.getByRole('link', { name: '采用和变更的经过' }).click()
    await page.getByRole('heading', { level: 1, name: '采用和变更的经过' }).waitFor()
    await page.getByText('改为：对公民罚款三千元以上').waitFor()
    await page.getByRole('link', { name: '2020-01-01' }).first().click()
    await page.getByText('其中 3 条按其施行之日当日已经施行，但这一天以后才采用').waitFor()
  })

  test('对不上的清单在审批以前列出；改名以后仍写旧名的条目列出', async () => {
    const sent = async (page: Page, act: string, input: object): Promise<string> => {
      const answer = await page.request.post(`${demo.url}/api/acts/${act}`, {
        headers: { origin: demo.url },
        data: { id: newId(), input },
      })
      assert.equal(answer.status(), 200, await answer.text())
      return String(((await answer.json()) as { stream: string }).stream).split(':')[1] ?? ''
    }
    const bureau = await signIn(browser, demo.url, 'y07', '松口市医疗保障局')
    const { today } = (await (await bureau.request.get(`${demo.url}/api/me`)).json()) as { today: string }
    const item = { code: 'X1', name: '定点机构检查', type: '行政检查', basis: '条例', body: '本局', duties: '检查', powers: '检查' }
    const change = { list: 'items', entries: [item], strike: [], from: today, changed: today, why: '新增事项' }
    await open(bureau, `/desk/changes/${await sent(bureau, 'list.prepare', change)}`, '行政执法事项清单变更')
    const unlike = bureau.getByRole('region', { name: /^与其他清单对不上的/ })
    await unlike.getByText('监管清单：定点机构检查，执法事项清单有，这份清单没有').waitFor()
    await assertSoundAt(bureau, 'unlike', [1280, 390])
    const administrator = await at('w00')
    for (const name of ['医政监督科', '综合监督科']) await sent(administrator, 'agency.nameUnit', { unit: 'yizheng2', name })
    const page = await at('w07')
    await open(page, '/desk/lists', '清单与名录')
    await page
      .getByRole('region', { name: /^仍写旧名的条目/ })
      .getByText('已经改名为综合监督科')
      .first()
      .waitFor()
    await assertSoundAt(page, 'outdated', [1280, 390])
  })

  test('公示平台：目录、清单、核对、公示牌在 320 像素宽没有障碍', async () => {
    const page = await at('w07')
    for (const [path, heading] of [
      ['/lists', /事前公开/],
      [`/lists?q=${encodeURIComponent('远山')}`, /事前公开/],
      ['/lists?q=nothing', /事前公开/],
      [`/plain/lists/${agency}/chart`, '执法流程图'],
      [`/lists/${agency}/boards`, '岗位信息公示牌'],
      [`/lists/${agency}`, /事前公开/],
      [`/lists/${agency}/objects`, '检查对象名录库'],
      [`/lists/${agency}/items`, '行政执法事项清单'],
      [`/lists/${agency}/guides`, '服务指南'],
      [`/lists/${agency}/chart`, '执法流程图'],
      [`/lists/${agency}/catalogue?on=2020-01-01`, '重大执法决定法制审核目录'],
      [`/lists/${agency}/catalogue/history`, '采用和变更的经过'],
      [`/plain/lists/${agency}/benchmarks/history`, '采用和变更的经过'],
      [`/lists/${agency}/officers`, '执法人员'],
      [`/lists/${agency}/units`, '内设机构和下设执法机构'],
      [`/lists/${agency}/reviewChart`, '重大执法决定法制审核流程图'],
      [`/lists/${agency}/boards/print`, '打印岗位信息公示牌'],
      [`/officers?no=${encodeURIComponent('演500001001')}`, '核对执法人员'],
      [`/plain/lists/${agency}/objects`, '检查对象名录库'],
    ] as const) {
      await open(page, path, heading)
      await assertSoundAt(page, path, [1280, 768, 390, 320])
    }
  })
})
