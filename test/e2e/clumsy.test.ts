import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { textOf } from '../pdftext'
import { assertFits, type Demo, enter, openBrowser, openDemo, signIn, windowsOf } from './browser'

const matter = '纪怀瑾未取得医疗机构执业许可证擅自行医案'

/** What a handler fills in at least to register a clue. */
async function clue(page: Page, name: string, said: Readonly<{ text?: string; on?: string }> = {}): Promise<Locator> {
  const form = page.getByRole('form', { name: '登记线索' })
  await form.getByRole('radio', { name: '投诉举报' }).check()
  await form.getByLabel('线索内容').fill(said.text ?? '群众反映处置间没有利器盒。')
  await form.getByLabel('案由').fill('未将医疗废物按照类别分置于专用容器')
  await form.getByRole('radio', { name: '法人或者其他组织' }).check()
  await form.getByLabel('名称').fill(name)
  await form.getByLabel('违法行为发生（终了）之日').fill(said.on ?? '2026-11-02')
  await page.keyboard.press('Tab')
  return form
}

const doIt = (form: Locator) => form.locator('button[type=submit]')
const isThere = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()

/** Sends an act as the page would, so that a test begins where it has something to try. */
const post = (page: Page, act: string, body: Readonly<Record<string, unknown>>): Promise<{ stream: string; version: number }> =>
  page.evaluate(
    async ([path, text]) => {
      const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
      const said = await answer.json()
      if (!answer.ok) throw new Error(JSON.stringify(said))
      return said as { stream: string; version: number }
    },
    [`/api/acts/${act}`, JSON.stringify({ id: v7(), ...body })] as const,
  )

const report = (page: Page, name: string) =>
  post(page, 'case.report', {
    input: {
      ...{
        source: 'complaint',
        text: '群众反映处置间没有利器盒。',
        cause: '未将医疗废物按照类别分置于专用容器',
        violationOn: '2026-11-02',
      },
      party: { type: 'organisation', name },
    },
  })

const applyToFile = (page: Page, stream: string) =>
  post(page, 'case.applyToFile', {
    stream,
    input: {
      handlers: ['w01', 'w02'],
      conditions: ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'].map((id) => ({ id, text: '符合' })),
    },
  })

const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate((at) => fetch(at).then((answer) => answer.json() as Promise<T>), path) as Promise<T>

describe('笨拙的和不怀好意的用法', { timeout: 600_000 }, () => {
  let demo: Demo
  let browser: Browser
  const people = new Map<string, Page>()
  const at = windowsOf(people, (who) => signIn(browser, demo.url, who))
  const toClue = async (who: string): Promise<Page> => {
    const page = await at(who)
    await page.goto(`${demo.url}/desk/cases/new`)
    await page.getByRole('form', { name: '登记线索' }).waitFor()
    return page
  }
  const open = async (page: Page, stream: string) => {
    await page.goto(`${demo.url}/desk/cases/${stream.slice('case:'.length)}`)
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
  }
  const count = async (page: Page, q: string) => (await read<{ total: number }>(page, `/api/cases?page=1&q=${encodeURIComponent(q)}`)).total
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

  before(async () => {
    demo = await openDemo()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('1 双击办理按钮：只办一次', async () => {
    const page = await toClue('w01')
    await doIt(await clue(page, '双击卫生室')).dblclick()
    await heading(page, /双击卫生室/)
    assert.equal(await count(page, '双击卫生室'), 1)
  })

  test('2 按住回车不放：输入框里不办，按钮上只办一次，表单不一开一合', async () => {
    const page = await toClue('w01')
    const form = await clue(page, '按住卫生室')
    const hold = async (times: number) => {
      for (let n = 0; n < times; n++) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
    }
    await form.getByLabel('案由').focus()
    await hold(5)
    assert.equal(await count(page, '按住卫生室'), 0)
    await doIt(form).focus()
    await hold(30)
    await heading(page, /按住卫生室/)
    assert.equal(await count(page, '按住卫生室'), 1)
    await page.getByRole('button', { name: '办理：申请立案' }).focus()
    await hold(8)
    await page.getByRole('form', { name: '申请立案' }).waitFor()
  })

  test('3 填到一半后退，再前进：填写的内容还在，也可以清空重填', async () => {
    const page = await at('w01')
    const { stream } = await report(page, '后退卫生室')
    await page.goto(`${demo.url}/desk/cases`)
    await page.getByRole('link', { name: /后退卫生室/ }).click()
    await page.getByRole('button', { name: '办理：申请立案' }).click()
    const reason = page.getByLabel('符合的理由和材料').first()
    await reason.fill('现场检查笔录、照片四张')
    await page.goBack()
    await heading(page, '案件')
    await page.goForward()
    await isThere(page, '接着上次没有办完的填写')
    assert.equal(await reason.inputValue(), '现场检查笔录、照片四张')
    await page.getByRole('button', { name: '清空重填' }).click()
    assert.equal(await reason.inputValue(), '')
    await open(page, stream)
    await page.getByRole('button', { name: '办理：申请立案' }).click()
    assert.equal(await reason.inputValue(), '')
  })

  test('4 同一案件开两个窗口：看的是旧情况的不办，写明缘由，填写的内容还在', async () => {
    const [head, handler] = [await at('w05'), await at('w01')]
    await head.goto(`${demo.url}/desk/cases`)
    await head.getByRole('link', { name: matter }).first().click()
    await head.getByRole('button', { name: '办理：集体讨论' }).click()
    const form = head.getByRole('form', { name: '集体讨论' })
    const present = form.getByRole('group', { name: '参加人员' })
    await present.getByRole('checkbox', { name: /韩立成/ }).check()
    await present.getByRole('checkbox', { name: /邱国安/ }).check()
    await form.getByLabel('发言人').first().click()
    await head.locator('.ant-select-item-option', { hasText: '邱国安' }).last().click()
    await form.getByLabel('意见', { exact: true }).first().fill('同意拟处理意见。')
    await form.getByLabel('讨论结论').fill('同意拟处理意见。')
    const stream = `case:${new URL(head.url()).pathname.split('/').at(-1)}`
    await post(handler, 'case.addEvidence', {
      stream,
      input: { type: 'documentary', title: '租房合同', text: '复印件一份。', collectedOn: '2026-11-18' },
    })
    await doIt(form).click()
    await isThere(head, /其他人已先办理了本案的事项/)
    assert.equal(await form.getByLabel('讨论结论').inputValue(), '同意拟处理意见。')
  })

  test('5 填到一半登录过期：再登录回到原处，内容还在；换一个人登录，看不到；存在浏览器里的，谁也读不出', async () => {
    const page = await toClue('w01')
    await clue(page, '过期卫生室', { text: '登录过期以前写的一段话' })
    await page.context().clearCookies()
    await doIt(page.getByRole('form', { name: '登记线索' })).click()
    await page.getByRole('button', { name: '登录' }).waitFor()
    const stored = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')
    assert.match(stored, /mingjing:yuanshan-wjw\/w01:new:case\.report/)
    assert.doesNotMatch(stored, /过期/)
    await enter(page, 'w02')
    await heading(page, '登记线索')
    assert.equal(await page.getByLabel('线索内容').inputValue(), '')
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('button', { name: '登录' }).waitFor()
    await enter(page, 'w01')
    await heading(page, '登记线索')
    assert.equal(await page.getByLabel('线索内容').inputValue(), '登录过期以前写的一段话')
    await doIt(page.getByRole('form', { name: '登记线索' })).click()
    await heading(page, /过期卫生室/)
    assert.equal(await count(page, '过期卫生室'), 1)
  })

  test('6 填到一半服务器重启：写明连不上，再按一次就办成', async () => {
    const page = await toClue('w01')
    const form = await clue(page, '重启卫生室')
    await demo.restart(async () => {
      await doIt(form).click()
      await isThere(page, /连不上服务器/)
    })
    assert.equal(await form.getByLabel('名称').inputValue(), '重启卫生室')
    await doIt(form).click()
    await heading(page, /重启卫生室/)
    assert.equal(await count(page, '重启卫生室'), 1)
  })

  test('7 已经办成、答复没有收到：再按一次，还是那一件', async () => {
    const page = await toClue('w01')
    const ids: string[] = []
    await page.route('**/api/acts/case.report', async (route) => {
      ids.push(route.request().postDataJSON().id)
      await route.fetch()
      await route.abort('connectionreset')
    })
    const form = await clue(page, '断网卫生室')
    await doIt(form).click()
    await isThere(page, /连不上服务器/)
    await page.unroute('**/api/acts/case.report')
    await page.route('**/api/acts/case.report', (route) => {
      ids.push(route.request().postDataJSON().id)
      return route.continue()
    })
    await doIt(form).click()
    await heading(page, /断网卫生室/)
    await page.unroute('**/api/acts/case.report')
    assert.equal(ids.length, 2)
    assert.equal(new Set(ids).size, 1)
    assert.equal(await count(page, '断网卫生室'), 1)
  })

  test('8 粘贴十万字：一个字不丢，写明超过多少，不办', async () => {
    const page = await toClue('w01')
    const form = await clue(page, '长文卫生室')
    const field = form.getByLabel('线索内容')
    await field.fill('证'.repeat(100_000))
    await isThere(page, '超过 2000 字，请删去 98000 字')
    await doIt(form).click()
    await isThere(page, /还有 1 处要补正/)
    assert.equal((await field.inputValue()).length, 100_000)
    await field.fill('证'.repeat(2_000))
    await doIt(form).click()
    await heading(page, /长文卫生室/)
  })

  test('9 名称里有生僻字和表情符号：表单、标题、一览、查找都认得；文书印得出 䶮，印不出 𠮷 的写明是哪个字，Word 稿照出', async () => {
    const page = await toClue('w01')
    await doIt(await clue(page, '远山区䶮𠮷口腔诊所😀')).click()
    await heading(page, /远山区䶮𠮷口腔诊所😀/)
    for (const q of ['䶮', '𠮷', '䶮𠮷口', '😀']) {
      await page.goto(`${demo.url}/desk/cases?q=${encodeURIComponent(q)}`)
      await page.getByRole('link', { name: /䶮𠮷/ }).waitFor()
    }
    const { stream } = await report(page, '远山区龑䶮诊所')
    const pdf = async (of: string) => {
      await open(page, of)
      const href = (await page.locator('a[href*="/papers/"][href$=".pdf"]').first().getAttribute('href')) ?? ''
      return { href, answer: await page.context().request.get(`${demo.url}${href}`) }
    }
    assert.match(textOf(await (await pdf(stream)).answer.body()), /龑䶮/)
    await page.goto(`${demo.url}/desk/cases?q=${encodeURIComponent('𠮷')}`)
    await page.getByRole('link', { name: /䶮𠮷/ }).click()
    await heading(page, /䶮𠮷/)
    const { href, answer } = await pdf(`case:${page.url().split('/').at(-1)}`)
    assert.equal(answer.status(), 409)
    assert.match(await answer.text(), /𠮷（U\+20BB7）、😀/)
    assert.equal((await page.context().request.get(`${demo.url}${href.replace('.pdf', '.docx')}`)).status(), 200)
  })

  test('10 号码前后有空格、全角数字：按半角存；金额同样', async () => {
    const page = await toClue('w01')
    const form = await clue(page, '　 全角卫生室  ')
    await form.getByLabel('统一社会信用代码').fill(' ９１３５０１００Ｍ０００１００Ｙ４３　')
    await doIt(form).click()
    await heading(page, /全角卫生室/)
    const view = await read<{ party: { name: string; creditCode: string } }>(page, `/api/cases/${page.url().split('/').at(-1)}`)
    assert.deepEqual([view.party.name, view.party.creditCode], ['全角卫生室', '91350100M000100Y43'])
  })

  test('11 日期写法不同、写错、写到将来和 1900 年', async () => {
    const page = await toClue('w01')
    const form = await clue(page, '日期卫生室', { on: '2026年11月2日' })
    const day = form.getByLabel('违法行为发生（终了）之日')
    const type = async (text: string) => {
      await day.fill(text)
      await page.keyboard.press('Tab')
    }
    const reads = async (read: string, text: string) => {
      for (let n = 0; n < 60 && (await day.inputValue()) !== read; n++) await page.waitForTimeout(50)
      assert.equal(await day.inputValue(), read, text)
    }
    await reads('2026-11-02', '2026年11月2日')
    for (const [text, read] of [
      ['2026/11/3', '2026-11-03'],
      ['20261104', '2026-11-04'],
      ['2026.11.5', '2026-11-05'],
    ] as const) {
      await type(text)
      await reads(read, text)
    }
    await type('2026-13-45')
    await isThere(page, '没有这一天，请写成 2026-11-21 这样')
    assert.equal(await day.inputValue(), '2026-13-45')
    await type('2099-01-01')
    await doIt(form).click()
    await isThere(page, /不能晚于今天/)
    await type('1900-01-01')
    await doIt(form).click()
    await heading(page, /日期卫生室/)
    await isThere(page, /1900-01-01/)
  })

  test('13、14 传到一半刷新、空文件、33 MB、别的类型：写明缘由，表单还在，没有传完不能办', async () => {
    const page = await at('w01')
    const { stream } = await report(page, '上传卫生室')
    const { version } = await applyToFile(page, stream)
    await post(await at('w05'), 'case.file', { stream, version, input: { opinion: '同意立案' } })
    await post(page, 'case.addEvidence', {
      stream,
      input: { type: 'documentary', title: '登记簿', text: '复印件一份。', collectedOn: '2026-11-18' },
    })
    await open(page, stream)
    await page.getByRole('button', { name: '办理：附上材料' }).click()
    const form = page.getByRole('form', { name: '附上材料' })
    const file = form.locator('input[type=file]')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
    const choose = (name: string, mimeType: string, buffer: Buffer) => file.setInputFiles({ name, mimeType, buffer })
    await choose('空.png', 'image/png', Buffer.alloc(0))
    await isThere(page, /文件是空的/)
    await choose('表.xlsx', 'application/vnd.ms-excel', Buffer.from('PK'))
    await isThere(page, /只收/)
    await choose('假.png', 'image/png', Buffer.from('not a picture at all'))
    await isThere(page, /内容/)
    await page.evaluate(`(() => {
      const input = document.querySelector('form input[type=file]')
      const bag = new DataTransfer()
      bag.items.add(new File([new Uint8Array(33 * 1024 * 1024)], '大.png', { type: 'image/png' }))
      input.files = bag.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })()`)
    await isThere(page, /不能超过 32 MB/)

    let go = () => {}
    const held = new Promise<void>((done) => {
      go = done
    })
    await page.route('**/api/uploads/*/chunks/*', async (route) => {
      await held
      await route.continue().catch(() => undefined)
    })
    await choose('登记簿.png', 'image/png', png)
    await isThere(page, '文件传完以后才能办理')
    assert.ok(await doIt(form).isDisabled())
    await page.reload()
    go()
    await page.unroute('**/api/uploads/*/chunks/*')
    await form.waitFor()
    await choose('登记簿.png', 'image/png', png)
    await isThere(page, /已上传/)
    await form.getByRole('radio').first().check()
    await doIt(form).click()
    await isThere(page, '已办理：附上材料')
  })

  test('15 打字打到一半关了标签页：新开标签页，草稿还在', async () => {
    const page = await toClue('w02')
    await page.getByLabel('线索内容').pressSequentially('打到一半')
    await page.waitForTimeout(300)
    const context = page.context()
    await page.close()
    const next = await context.newPage()
    people.set('w02', next)
    await next.goto(`${demo.url}/desk/cases/new`)
    await isThere(next, '接着上次没有办完的填写')
    assert.equal(await next.getByLabel('线索内容').inputValue(), '打到一半')
    await next.getByRole('button', { name: '清空重填' }).click()
  })

  test('16 两位负责人同时批准：一个办成，另一个写明已经办过', async () => {
    const handler = await at('w01')
    const { stream } = await report(handler, '同时卫生室')
    await applyToFile(handler, stream)
    const forms = await Promise.all(
      ['w05', 'w06'].map(async (who) => {
        const page = await at(who)
        await open(page, stream)
        await page.getByRole('button', { name: '办理：批准立案' }).click()
        const form = page.getByRole('form', { name: '批准立案' })
        await form.getByLabel('审批意见').fill(`${who} 同意立案`)
        return { page, form }
      }),
    )
    await Promise.all(forms.map(({ form }) => doIt(form).click()))
    const told = await Promise.all(
      forms.map(async ({ page }) => {
        const words = page.getByText(/已办理：批准立案|这件事现在办不了/).first()
        await words.waitFor()
        return words.innerText()
      }),
    )
    assert.deepEqual(told.map((words) => words.includes('已办理')).sort(), [false, true])
    const view = await read<{ history: readonly { zh: string }[] }>(handler, `/api/cases/${stream.slice(5)}`)
    assert.equal(view.history.filter(({ zh }) => zh === '批准立案').length, 1)
  })

  test('17 浏览器放大到 200%：不用横向滚动', async () => {
    const signed = await at('w01')
    const context = await browser.newContext({
      ...{ locale: 'zh-CN', viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
      storageState: await signed.context().storageState(),
    })
    const page = await context.newPage()
    const { items } = await read<{ items: { id: string }[] }>(signed, '/api/cases?page=1')
    for (const path of ['', 'cases', 'cases/new', `cases/${items[0]?.id}`, 'publications', 'supervision', 'agency', 'account']) {
      await page.goto(`${demo.url}/desk/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForTimeout(300)
      await assertFits(page, `/desk/${path}`)
    }
    await context.close()
  })

  test('18 没有的网址、别的机关的案件：都说没有，不说是谁的', async () => {
    const page = await at('w01')
    await page.goto(`${demo.url}/desk/nothing-here`)
    await heading(page, '没有这个页面')
    const other = await signIn(browser, demo.url, 'y01', '松口市医疗保障局')
    const { items } = await read<{ items: { id: string }[] }>(other, '/api/cases?page=1')
    const told: string[] = []
    for (const id of [items[0]?.id, v7(), 'nonsense', '..%2F..%2Fapi']) {
      await page.goto(`${demo.url}/desk/cases/${id}`)
      const note = page.locator('main [role=alert]').first()
      await note.waitFor()
      told.push(await note.innerText())
      assert.doesNotMatch(await page.locator('main').innerText(), /诊所|卫生室|松口/)
    }
    assert.equal(new Set(told).size, 1, told.join('; '))
    const portal = await page.goto(`${demo.url}/nothing-here`)
    assert.equal(portal?.status(), 404)
    await other.context().close()
  })

  test('19 在另一个标签页退出、换人：这一页立即跟着换，不会用别人的名义办', async () => {
    const page = await signIn(browser, demo.url, 'w01')
    await page.goto(`${demo.url}/desk/cases/new`)
    await clue(page, '换人卫生室', { text: '周启明写的' })
    const tab = await page.context().newPage()
    await tab.goto(`${demo.url}/desk/`)
    await tab.getByRole('button', { name: '退出' }).click()
    await tab.getByRole('button', { name: '登录' }).waitFor()
    await page.getByRole('button', { name: '登录' }).waitFor()
    await enter(tab, 'w02')
    await heading(tab, '工作队列')
    await isThere(page, /沈若兰/)
    await heading(page, '登记线索')
    assert.equal(await page.getByLabel('线索内容').inputValue(), '')
    await page.context().close()
  })

  test('12 名称很长、没有空格：一览和案件页不撑破，名称完整', async () => {
    const page = await at('w01')
    await page.goto(`${demo.url}/desk/cases`)
    const name = `远山区${'特别长的名称'.repeat(14)}有限责任公司`
    const { stream } = await report(page, name)
    const latin = `W${'w'.repeat(98)}`
    const second = await report(page, latin)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of ['', 'cases', `cases/${stream.slice(5)}`, `cases/${second.stream.slice(5)}`]) {
        await page.goto(`${demo.url}/desk/${path}`)
        await page
          .getByText(path.endsWith(second.stream.slice(5)) ? latin : name)
          .filter({ visible: true })
          .first()
          .waitFor()
        await assertFits(page, `/desk/${path} at ${width}`)
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  test('20 页面开着过了零点：日期和剩余天数都换新', async () => {
    const today = demo.clock.today()
    demo.clock.set(`${today}T15:59:00.000Z`)
    const page = await signIn(browser, demo.url, 'w03')
    demo.clock.set(`${today}T15:59:52.000Z`)
    await page.reload()
    await page.getByRole('radio', { name: /全部/ }).check()
    const before = await page.locator('main table').innerText()
    const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    const said = `${Number(tomorrow.slice(0, 4))}年${Number(tomorrow.slice(5, 7))}月${Number(tomorrow.slice(8))}日`
    await page.getByText(new RegExp(said)).first().waitFor({ timeout: 40_000 })
    await page.waitForTimeout(500)
    assert.notEqual(await page.locator('main table').innerText(), before)
    await page.context().close()
  })
})
