import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { act, type Demo, openBrowser, openDemo, signIn, windowsOf } from './browser'

const name = '远山区䶮安口腔诊所'
const day = '2026-11-24'

/** A page of a licence, as a scanner gives it. */
const scan = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

type Window = Readonly<{ document: Readonly<{ activeElement: unknown }> }>

/** Asked in the page: nothing when what has the focus, or the control around it, is marked so that one sees it. */
const focusMark = `(() => {
  const at = document.activeElement
  if (!at || at === document.body) return 'nothing has the focus'
  const box = at.closest('.ant-select, .ant-picker, .ant-input-number, .ant-radio-wrapper, .ant-checkbox-wrapper') ?? at
  const marks = [at, box, ...box.querySelectorAll('*')].map((each) => getComputedStyle(each))
  const seen = marks.some((each) => (each.outlineStyle !== 'none' && each.outlineWidth !== '0px') || each.boxShadow !== 'none')
  return seen ? '' : 'no mark on ' + at.outerHTML.slice(0, 120)
})()`

/** Chooses from a list, whether it stands open or is searched in. */
async function pick(page: Page, within: Locator, label: string, zh: string): Promise<void> {
  const open = within.getByRole('group', { name: label }).getByText(zh, { exact: true })
  if (await open.count()) return open.first().click()
  const field = within.getByLabel(label, { exact: true })
  await field.click()
  await page.keyboard.insertText(zh)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: zh }).first().click()
  await page.keyboard.press('Escape')
}

const date = async (page: Page, within: Locator, label: string | RegExp, said = day) => {
  await within.getByLabel(label).fill(said)
  await page.keyboard.press('Tab')
}

describe('几个人在浏览器里用手办完一件案子，从登记线索到结案', { timeout: 900_000 }, () => {
  let demo: Demo
  let browser: Browser
  let address = ''
  const people = new Map<string, Page>()
  const at = windowsOf(people, (who) => signIn(browser, demo.url, who))
  /** Opens the matter as its own queue or list shows it. */
  const inMatter = async (who: string): Promise<Page> => {
    const page = await at(who)
    if (page.url() === address) await page.reload()
    else {
      await page.getByRole('navigation').getByRole('link', { name: '案件' }).click()
      await page
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click()
    }
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    address = page.url()
    return page
  }
  const step = async (who: string, zh: string, fill?: (form: Locator, page: Page) => Promise<void>) => {
    const page = await inMatter(who)
    await act(page, zh, async (form) => fill?.(form, page))
    return page
  }
  const confirm = (who: string) => step(who, '确认记录', (form) => form.getByRole('radio').first().check())
  const inPublication = async (who: string): Promise<Page> => {
    const page = await at(who)
    await page.getByRole('navigation').getByRole('link', { name: '公示' }).click()
    await page
      .getByRole('link', { name: /䶮安口腔诊所|远卫医罚/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 2, name: /可办事项/ }).waitFor()
    return page
  }

  before(async () => {
    demo = await openDemo([])
    demo.clock.set(`${day}T01:00:00.000Z`)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })

  test('周启明只用键盘登记线索、申请立案，看得见焦点在哪里', async () => {
    const page = await at('w01')
    const seen = async () => assert.equal(await page.evaluate(focusMark), '')
    /** Goes on with Tab until the focus stands on what is wanted. */
    const tabTo = async (wanted: Locator, most = 60) => {
      for (let n = 0; n < most; n++) {
        if (await wanted.evaluate((node) => node === (globalThis as unknown as Window).document.activeElement)) return seen()
        await page.keyboard.press('Tab')
      }
      assert.fail(`${wanted} cannot be reached by Tab`)
    }
    const write = async (label: string | RegExp, text: string) => {
      await tabTo(page.getByLabel(label).first())
      await page.keyboard.type(text)
    }
    await tabTo(page.getByRole('link', { name: '登记线索' }))
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: '登记线索' }).waitFor()
    await tabTo(page.getByRole('radio', { name: '监督检查发现' }))
    await page.keyboard.press('Space')
    await write('线索内容', '日常监督检查：护理人员一人没有护士执业证书，在治疗室独立给患者静脉注射。')
    await write('案由', '使用非卫生技术人员从事医疗卫生技术工作')
    await tabTo(page.getByRole('radio', { name: '法人或者其他组织' }))
    await page.keyboard.press('Space')
    await write('名称', name)
    await write(/统一社会信用代码/, '９１３５０１００Ｍ０００１００Ｙ４３')
    await write(/法定代表人/, '䶮子安')
    await write(/住所/, '远山区清泉路 3 号')
    await write('违法行为发生（终了）之日', '2026/11/23')
    await tabTo(page.getByRole('form', { name: '登记线索' }).locator('button[type=submit]'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()

    await tabTo(page.getByRole('button', { name: '办理：申请立案' }), 120)
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: '申请立案' })
    await form.waitFor()
    await tabTo(form.getByLabel('第二人'))
    await page.keyboard.type('沈若兰')
    await page.keyboard.press('Enter')
    for (const reason of await form.getByLabel('符合的理由和材料').all()) {
      await tabTo(reason)
      await page.keyboard.type('现场检查笔录、护士名册')
    }
    await tabTo(form.locator('button[type=submit]'))
    await page.keyboard.press('Enter')
    await page.getByText('已办理：申请立案').waitFor()
    await seen()
  })

  test('立案；证据连同文件，第二人确认', async () => {
    await step('w05', '批准立案', (form) => form.getByLabel('审批意见').fill('同意立案。'))
    await step('w01', '登记证据', async (form, page) => {
      await pick(page, form, '证据种类', '勘验笔录、现场笔录')
      await form.getByLabel('名称').fill('现场笔录')
      await form.getByLabel('内容').fill('治疗室内一名人员正在为患者静脉注射，不能出示护士执业证书。')
      await date(page, form, '取得日期', '2026-11-23')
    })
    await step('w01', '附上材料', async (form, page) => {
      await form.locator('input[type=file]').setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: scan })
      await page.getByText(/已上传/).waitFor()
      await form.getByRole('radio').first().check()
    })
    await confirm('w02')
    await step('w02', '登记证据', async (form, page) => {
      await pick(page, form, '证据种类', '当事人的陈述')
      await form.getByLabel('名称').fill('询问笔录')
      await form.getByLabel('内容').fill('负责人承认该员没有护士执业证书，自2026年7月起从事护理工作。')
      await date(page, form, '取得日期')
    })
    const page = await confirm('w01')
    await page.getByText('现场照片.png').first().waitFor()
  })

  test('调查终结，拟处理意见按裁量基准；超出幅度的写明缘由，改正后提出', async () => {
    await step('w01', '调查终结', async (form) => {
      for (const head of await form.getByLabel('内容').all()) await head.fill('详见现场笔录、询问笔录。')
    })
    const page = await inMatter('w01')
    await page.getByRole('button', { name: '办理：提出拟处理意见' }).click()
    const form = page.getByRole('form', { name: '提出拟处理意见' })
    await form.getByLabel('事实', { exact: true }).first().fill('自2026年7月起使用没有护士执业证书的人员一名从事护理工作')
    await pick(page, form, '违反的条款', '《医疗机构管理条例》第二十八条')
    await pick(page, form, '处罚依据的条款', '《医疗机构管理条例》第四十七条')
    await form.getByRole('button', { name: '加一项裁量权适用' }).click()
    const weighed = form.getByRole('group', { name: /裁量权适用/ })
    await pick(page, weighed, '处罚依据', '《医疗机构管理条例》第四十七条')
    await pick(page, weighed, '裁量档次（选填）', '《医疗机构管理条例》第四十七条：一般（使用二人，或者三个月以上不满六个月）')
    await pick(page, form.getByRole('group', { name: '拟作出的处罚' }), '第 1 项：种类', '罚款')
    const amounts = form.getByLabel('金额（元）')
    await amounts.first().fill('２００，０００ 元')
    await page.keyboard.press('Tab')
    const payable = form.getByRole('group', { name: /应缴款项/ })
    await payable.getByRole('radio', { name: '罚款' }).check()
    await amounts.last().fill('200000')
    await payable.getByRole('radio', { name: '国库' }).check()
    await form.getByRole('radio', { name: '责令改正' }).check()
    await form.getByLabel('改正要求').fill('立即停止使用非卫生技术人员')
    await form.locator('button[type=submit]').click()
    await page.getByText(/高于法定幅度/).waitFor()
    await amounts.first().fill('50000')
    await amounts.last().fill('50000')
    await page.keyboard.press('Tab')
    await form.locator('button[type=submit]').click()
    await page.getByText('已办理：提出拟处理意见').waitFor()
  })

  const notify = () =>
    step('w01', '事先告知', async (form, page) => {
      for (const box of await form.getByRole('group', { name: '告知书已写明' }).getByRole('checkbox').all()) await box.check()
      await pick(page, form, '送达方式', '直接送达')
      await form.getByRole('radio', { name: '法定代表人、主要负责人' }).check()
      await form.getByLabel('长度').fill('5')
      await form.getByRole('radio', { name: '工作日' }).check()
    })

  test('事先告知并送达；当事人陈述申辩，不要求听证；逐点复核', async () => {
    await notify()
    await confirm('w02')
    await step('w01', '记录陈述申辩', async (form) => {
      await form.getByRole('textbox', { name: '第 1 项' }).fill('该员正在参加护士执业资格考试，请求从轻。')
    })
    await confirm('w02')
    await step('w01', '记录当事人放弃', async (form, page) => {
      await form.getByRole('radio', { name: '要求听证', exact: true }).check()
      await form.getByLabel('放弃的书面或者笔录记载').fill('送达回证上注明不要求听证，盖章。')
      await page.keyboard.press('Tab')
    })
    await confirm('w02')
    await step('w02', '复核陈述申辩', async (form) => {
      await form.getByRole('radio', { name: '否', exact: true }).check()
      await form.getByRole('textbox').first().fill('参加考试不等于取得资格，五万元在一般档次之内。')
    })
  })

  const submit = () =>
    step('w01', '提交法制审核', async (form) => {
      for (const material of ['案件基本情况', '相关证据', '相关依据', '拟处理意见'])
        await form.getByLabel(material, { exact: true }).check()
    })
  const review = (opinion: string, text: string, amiss?: (form: Locator) => Promise<void>) =>
    step('w04', '出具法制审核意见', async (form) => {
      await form.getByRole('radio', { name: opinion, exact: true }).check()
      for (const sound of await form.getByRole('radio', { name: '是', exact: true }).all()) await sound.check()
      await amiss?.(form)
      await form.getByLabel('意见全文').fill(text)
    })

  test('法制审核退回补充调查一次；补证、再提出、再告知、再送审，同意', async () => {
    await submit()
    await review('事实不清、证据不足，补充调查', '有笔录支持，但缺护士名册，请补充后再送审。', async (form) => {
      await form.getByRole('radio', { name: '否', exact: true }).nth(3).check()
      await form
        .getByLabel(/^问题和意见/)
        .nth(3)
        .fill('缺护士名册')
    })
    await step('w01', '登记证据', async (form, page) => {
      await pick(page, form, '证据种类', '书证')
      await form.getByLabel('名称').fill('护士名册')
      await form.getByLabel('内容').fill('名册上没有该员。')
      await date(page, form, '取得日期')
    })
    await confirm('w02')
    await submit()
    await review('同意', '证据已经补齐，事实清楚，定性准确，程序合法，裁量适当，同意。')
  })

  test('集体讨论、签署记录、作出决定、送达', async () => {
    await step('w05', '集体讨论', async (form, page) => {
      const present = form.getByRole('group', { name: '参加人员' })
      await present.getByRole('checkbox', { name: /韩立成/ }).check()
      await present.getByRole('checkbox', { name: /邱国安/ }).check()
      await pick(page, form, '发言人', '邱国安（委领导）')
      await form.getByLabel('意见', { exact: true }).first().fill('同意拟处理意见。')
      await form.getByLabel('讨论结论').fill('同意罚款五万元。')
    })
    await step('w06', '签署集体讨论记录')
    await step('w05', '作出行政处罚决定', (form) => form.getByLabel('审批意见').fill('同意，依法作出处罚决定。'))
    await step('w01', '送达决定书', async (form, page) => {
      await pick(page, form, '送达方式', '直接送达')
      await form.getByLabel('送达回证记载').fill('当事人签收，盖章。')
      await form.getByRole('radio', { name: '法定代表人、主要负责人' }).check()
    })
    await confirm('w02')
  })

  test('公示：拟稿、两级审批、发布；门户上看得到，自然人看不到', async () => {
    await act(await inPublication('w07'), '拟公示稿', (form) =>
      form.getByLabel(/违法事实摘要/).fill('使用没有护士执业证书的人员一名从事护理工作。'),
    )
    await act(await inPublication('w05'), '审批公示稿')
    await act(await inPublication('w06'), '审批公示稿')
    await act(await inPublication('w08'), '发布公示')
    const page = await browser.newPage()
    await page.goto(`${demo.url}/decisions?q=${encodeURIComponent('䶮安')}`)
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click()
    const words = (await page.locator('body').textContent()) ?? ''
    assert.match(words, /远山区䶮安口腔诊所/)
    assert.match(words, /50,?000|伍万|5 ?万/)
    assert.doesNotMatch(words, /清泉路/)
    await page.close()
  })

  test('缴款、结案', async () => {
    await step('w01', '记录缴款', async (form, page) => {
      await form.getByRole('radio', { name: '罚款', exact: true }).check()
      await form.getByLabel('金额').fill('５０，０００ 元')
      await date(page, form, '缴款日期')
      await pick(page, form, '缴纳方式', '到指定的银行缴纳')
      await form.getByLabel('票据号码').fill('演示票据 2026-1124')
      await form.getByRole('radio', { name: '国库' }).check()
    })
    await step('w01', '制作结案报告', async (form) => {
      await form.getByRole('radio', { name: '处罚决定履行或者执行完毕' }).check()
      await form.getByLabel('结案报告').fill('罚款已经缴清，违法行为已经改正。')
    })
    const page = await step('w05', '批准结案', (form) => form.getByLabel('审批意见').fill('同意结案。'))
    await page
      .getByText(/已经结案|结案于|已结案/)
      .first()
      .waitFor()
  })
})
