import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { newId } from '#server/config'
import { assertAccessible, assertSoundAt, openBrowser, openDemo, signIn, windowsOf } from './browser'

const long = process.env.LONG === '1'
const widths = [1280, 1024, 390]

describe('办案台的页面：时间轴、流程图、审核页', { timeout: 900_000 }, () => {
  let demo: { url: string; close: () => Promise<void> }
  let browser: Browser
  const people = new Map<string, Page>()
  const at = windowsOf(people, (who) => signIn(browser, demo.url, who))
  const idOf = async (page: Page, words: string): Promise<string> => {
    const answer = await page.request.get(`${demo.url}/api/cases?q=${encodeURIComponent(words)}`)
    const [first] = ((await answer.json()) as { items: readonly { id: string }[] }).items
    assert.ok(first, words)
    return first.id
  }
  /** An act sent without its form: what the page under test needs to have happened. */
  const send = async (who: string, id: string, act: string, input: unknown): Promise<void> => {
    const { request } = await at(who)
    const { version } = (await (await request.get(`${demo.url}/api/cases/${id}`)).json()) as { version: number }
    const data = { id: newId(), stream: `case:${id}`, version, input }
    const answer = await request.post(`${demo.url}/api/acts/${act}`, { headers: { origin: demo.url }, data })
    assert.equal(answer.status(), 200, await answer.text())
  }
  const open = async (page: Page, path: string, heading: string | RegExp): Promise<void> => {
    await page.goto(`${demo.url}/desk${path}`)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  }
  const holds = (page: Page, where: string, ready: () => Promise<void>) => assertSoundAt(page, where, widths, ready)

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
    await now.getByText('现处环节').waitFor({ timeout: 60_000 })
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

  test('审核页：还没有送审的，写明先做什么', async () => {
    const page = await at('w04')
    await open(page, `/cases/${await idOf(page, '纪怀瑾')}/review`, '法制审核')
    await page.getByText('本案还没有送审').waitFor()
    await assertAccessible(page, 'review, nothing sent')
  })

  test('审核页：从待办进入，逐项审核，证据在旁，就地出具意见', async () => {
    const page = await at('w04')
    const id = await idOf(page, '纪怀瑾')
    await send('w01', id, 'review.submit', { materials: ['report', 'evidence', 'basis', 'proposal'] })
    await open(page, '/', '工作队列')
    await page.getByRole('link', { name: /^办理：法制审核/ }).click()
    await page.getByRole('heading', { level: 1, name: '法制审核 第 1 轮' }).waitFor()
    const form = page.getByRole('form', { name: '出具法制审核意见' })
    await holds(page, 'review', () => form.waitFor())
    await page
      .getByRole('region', { name: /^送审的拟处理意见/ })
      .getByRole('button', { name: '证3' })
      .first()
      .click()
    await page.getByRole('region', { name: /^证据/ }).getByText('患者询问笔录').first().waitFor()
    await assertAccessible(page, 'review with an exhibit open')
    await form.getByRole('radio', { name: /补充调查/ }).check()
    const sound = form.getByRole('radio', { name: '是', exact: true })
    for (const one of (await sound.all()).slice(1)) await one.check()
    await form.getByRole('radio', { name: '否', exact: true }).first().check()
    await form.getByLabel('问题和意见').first().fill('请补充从业人员资格的核查情况')
    await form.getByLabel('意见全文').fill('退回补充调查。')
    await form.getByRole('button', { name: '出具法制审核意见', exact: true }).click()
    await page.getByText('已办理：出具法制审核意见').waitFor()
    const rounds = page.getByRole('region', { name: /^各轮审核/ })
    assert.match((await rounds.textContent()) ?? '', /补充调查.*有问题.*请补充从业人员资格的核查情况/)
    await assertAccessible(page, 'review, one round answered')
  })

  test('审核页：第二轮与第一轮对照，改动逐处标出', async () => {
    const page = await at('w04')
    const id = await idOf(page, '纪怀瑾')
    await send('w01', id, 'case.addEvidence', {
      type: 'documentary',
      title: '资格核查回函',
      text: '查无此人执业登记',
      collectedOn: '2026-10-30',
    })
    await send('w02', id, 'case.confirm', { record: 'evidence:5' })
    await send('w01', id, 'review.submit', { materials: ['report', 'evidence', 'basis', 'proposal'] })
    await open(page, `/cases/${id}/review`, '法制审核 第 2 轮')
    await page.getByText('改动 1 处：新增证5').waitFor()
    await page.getByRole('form', { name: '出具法制审核意见' }).waitFor()
    await holds(page, 'review, second round', () => page.getByRole('region', { name: /^各轮审核/ }).waitFor())
    await page.getByRole('button', { name: '不对照' }).click()
    assert.equal(await page.getByText('改动 1 处').count(), 0)
  })

  test('上百件事的案件，案件页仍很快打开', async (t) => {
    const page = await at('w09')
    const id = await idOf(page, '纪怀瑾')
    const pieces = long ? 240 : 30
    const { evidence } = (await (await page.request.get(`${demo.url}/api/cases/${id}`)).json()) as { evidence: readonly object[] }
    for (let no = evidence.length + 1; no <= evidence.length + pieces; no += 1) {
      await send('w01', id, 'case.addEvidence', {
        type: 'documentary',
        title: `票据${no}`,
        text: '收费票据',
        collectedOn: `2026-10-${String(1 + (no % 28)).padStart(2, '0')}`,
      })
      await send('w02', id, 'case.confirm', { record: `evidence:${no}` })
    }
    const since = performance.now()
    await open(page, `/cases/${id}`, '全程时间轴')
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    const ms = performance.now() - since
    t.diagnostic(`${pieces * 2} 步之后，案件页 ${Math.round(ms)} 毫秒`)
    assert.ok((await page.locator('.line-frame .spot').count()) < 80)
    await assertAccessible(page, 'long time line')
  })

  test('条款落实：本机关适用的文件在先，逐条写明规则、测试、账本里的佐证；可筛选、可查字词，没有符合的也说得出', async () => {
    const page = await at('w09')
    await open(page, '/supervision', '监督台')
    await page.getByRole('link', { name: '条款落实' }).click()
    const list = page.getByRole('table', { name: '条款', exact: true })
    await holds(page, 'clauses', () => list.waitFor())
    await page
      .getByRole('group', { name: '按落实情况筛选' })
      .getByRole('button', { name: /^落实 / })
      .press('Enter')
    await list.getByText('仅可佐证').first().waitFor({ state: 'detached' })
    assert.match(String(await page.evaluate('document.activeElement.textContent')), /^落实/, '筛选以后，键盘停在原处')
    await page.getByLabel('在条款中找').fill('7个工作日')
    await page.keyboard.press('Enter')
    await page.getByText('没有符合的条款').waitFor()
    await assertAccessible(page, 'no clause found')
    await page
      .getByRole('group', { name: '按落实情况筛选' })
      .getByRole('button', { name: /^全部情况/ })
      .click()
    const row = page.getByRole('row', { name: /WZ-GS-24-1/ })
    assert.match((await row.textContent()) ?? '', /仅可佐证.*待：行政许可.*发布公示/)
    await row.getByRole('link', { name: 'WZ-GS-24-1' }).click()
    await page.getByRole('heading', { level: 1, name: '条款 WZ-GS-24-1' }).waitFor()
    await holds(page, 'one clause', () => page.getByRole('table', { name: '佐证的次数' }).waitFor())
    await page.getByRole('table', { name: '最近的事件' }).getByRole('link').first().waitFor()
    await open(page, '/supervision/clauses/WZ-JL-6-1', /^条款 WZ-JL-6-1/)
    await page.getByText('账本里还没有能够佐证这一条的事件').waitFor()
    await assertAccessible(page, 'a clause that nothing shows')
  })

  test('法规变动：没有登记的写明先做什么；登记以后列出所涉的规则和案件', async () => {
    const bureau = await signIn(browser, demo.url, 'y04', '松口市医疗保障局')
    await open(bureau, '/supervision/laws', '监督台')
    await bureau.getByText('还没有登记法规变动').waitFor()
    await bureau.context().close()
    const page = await at('w04')
    await open(page, '/supervision/laws', '监督台')
    await page.getByRole('button', { name: '登记法规变动' }).click()
    const form = page.getByRole('form', { name: '登记法规变动' })
    await holds(page, 'a change of the law, the form', () => form.waitFor())
    const today = (await (await page.request.get(`${demo.url}/api/queue`)).json()) as { today: string }
    const input = {
      ...{ title: '卫生健康行政处罚程序规定', text: 'C13', how: 'revised', level: 'rule', promulgatedOn: today.today, from: today.today },
      ...{ clauses: ['C13-42'], source: '国家卫生健康委员会令' },
    }
    const sent = await page.request.post(`${demo.url}/api/acts/law.change`, {
      headers: { origin: demo.url },
      data: { id: newId(), input },
    })
    assert.equal(sent.status(), 200, await sent.text())
    await open(page, '/supervision/laws', '监督台')
    await page.getByRole('link', { name: '卫生健康行政处罚程序规定修订、修正' }).click()
    await page.getByRole('heading', { level: 1, name: /^卫生健康行政处罚程序规定/ }).waitFor()
    const matters = page.getByRole('table', { name: '所涉的案件' })
    await holds(page, 'a change of the law', () => matters.waitFor())
    assert.match((await matters.textContent()) ?? '', /作出处理决定/)
  })

  test('适用的规则：没有出处的由主要负责人确定，宽于上级的不采用；别人看得到，不能确定', async () => {
    const page = await at('w06')
    await open(page, '/rules', '适用的规则')
    const rules = page.getByRole('table', { name: '适用的规则' })
    await holds(page, 'rules', () => rules.waitFor())
    await page.getByRole('button', { name: /^待本机关确定/ }).click()
    await page.getByRole('button', { name: '确定：法制审核时限', exact: true }).click()
    const form = page.getByRole('form', { name: '采用本机关清单' })
    await holds(page, 'the form of a rule', () => form.waitFor())
    await form.getByLabel('依据的文件').fill('远山区卫生健康委员会法制审核工作规定')
    await form.getByLabel('长度').fill('5')
    await form.getByRole('radio', { name: '工作日' }).check()
    await form.getByRole('button', { name: '采用本机关清单' }).click()
    await page.getByText('已办理：采用本机关清单：法制审核时限').waitFor()
    await page.getByRole('button', { name: /^本机关确定/ }).click()
    assert.match(
      (await rules
        .getByRole('row', { name: /法制审核时限/ })
        .first()
        .textContent()) ?? '',
      /5工作日.*远山区卫生健康委员会法制审核工作规定/,
    )

    await page.getByRole('button', { name: /^全部/ }).click()
    assert.doesNotMatch((await rules.textContent()) ?? '', /asRequired|wholeCourse|beforeDecision|legalUnit|promptly/, '方式写中文')
    await page.getByRole('button', { name: /^待本机关确定/ }).click()
    await page.getByRole('button', { name: '确定：口令的要求', exact: true }).click()
    const choice = form.getByRole('radio', { name: '够长、不常见，不要求混用几种字符', exact: true })
    await holds(page, 'the form of a choice', () => choice.waitFor())
    await choice.check()
    await form.getByLabel('依据的文件').fill('远山区卫生健康委员会账号管理规定')
    await form.getByRole('button', { name: '采用本机关清单' }).click()
    await page.getByText('已办理：采用本机关清单：口令的要求').waitFor()
    await page.getByRole('button', { name: /^本机关确定/ }).click()
    await rules.getByRole('row', { name: /口令的要求.*够长、不常见/ }).waitFor()

    await page.getByRole('button', { name: '采用规则包新版本' }).click()
    const pack = page.getByRole('form', { name: '采用规则包新版本' })
    await assertAccessible(page, 'a newer pack')
    await pack.getByLabel('依据的文件').fill('万州卫〔2026〕1号')
    await pack
      .getByLabel(/规则包的全部 JSON 文件/)
      .setInputFiles({ name: 'periods.json', mimeType: 'application/json', buffer: Buffer.from('{"publication.penalty": []}') })
    await pack.getByRole('button', { name: '采用规则包新版本' }).click()
    await pack.getByText(/规则包没有采用，原来的照用/).waitFor()
    await pack
      .getByLabel(/规则包的全部 JSON 文件/)
      .setInputFiles({ name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from('{') })
    await pack.getByRole('button', { name: '采用规则包新版本' }).click()
    await pack.getByText('pack.json 不是 JSON 文件，请核对后重新选择').waitFor()

    const other = await at('w01')
    await open(other, '/rules', '适用的规则')
    await other.getByRole('table', { name: '适用的规则' }).waitFor()
    assert.equal(await other.getByRole('button', { name: /^[确另]定：|新版本/ }).count(), 0)
  })

  test('监督台：没有逾期的写明没有；过了期限的，写明谁、哪一件、依据、过了几日，可按机构看', async () => {
    const page = await at('w09')
    const id = await idOf(page, '纪怀瑾')
    await open(page, '/supervision', '监督台')
    await page.getByRole('link', { name: '逾期事项' }).click()
    await page.getByText('没有逾期的事项').waitFor()
    await assertAccessible(page, 'nothing overdue')
    const { request } = await at('w01')
    const moved = await request.post(`${demo.url}/api/acts/case.addEvidence`, {
      headers: { origin: demo.url, 'x-story-at': '2026-12-20T01:00:00.000Z' },
      data: {
        ...{ id: newId(), stream: `case:${id}` },
        input: { type: 'documentary', title: '票据', text: '收费票据', collectedOn: '2026-12-01' },
      },
    })
    assert.equal(moved.status(), 200, await moved.text())
    const later = await signIn(browser, demo.url, 'w09')
    await open(later, '/supervision/overdue', '监督台')
    const row = later.getByRole('row', { name: /作出处理决定/ })
    await holds(later, 'overdue', () => row.waitFor())
    const said = (await row.textContent()) ?? ''
    for (const part of [/已过期 18 日/, /2026-12-02/, /纪怀瑾/, /韩立成/, /《卫生健康行政处罚程序规定》第四十二条/])
      assert.match(said, part)
    const units = later.getByRole('group', { name: '责任机构' }).getByRole('button')
    await units.nth(1).click()
    await later.getByRole('group', { name: '责任机构' }).locator('[aria-pressed="true"]', { hasNotText: '全部机构' }).waitFor()
    await row.waitFor()
  })
})
