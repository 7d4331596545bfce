import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { demoPassword } from '#server/demo'
import { type Demo, openBrowser, openDemo, openForm, windowsOf } from './browser'
import { choose, type Hand, keyboard, mouse } from './hands'

const day = '2026-11-24'
const grade = '《医疗机构管理条例》第四十七条：一般（使用二人，或者三个月以上不满六个月），罚款 40,000 元以上 70,000 元以下'

/** A page of a licence, as a scanner gives it. */
const scan = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

describe('七个人在浏览器里用手办完一件案子，从登记线索到结案', { timeout: 900_000 }, () => {
  let demo: Demo
  let browser: Browser
  before(async () => {
    demo = await openDemo([])
    demo.clock.set(`${day}T01:00:00.000Z`)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await demo?.close()
  })
  course(mouse, '远山区䶮安口腔诊所', '９１３５０１００Ｍ０００１００Ｙ４３', () => ({ demo, browser }))
  course(keyboard, '远山区㭎青中医诊所', '91350100M000100Y43', () => ({ demo, browser }))
})

/** The whole course of one matter 全过程, by one way of working; each person in a window of his own. */
function course(hand: Hand, name: string, code: string, world: () => Readonly<{ demo: Demo; browser: Browser }>): void {
  const people = new Map<string, Page>()
  const at = windowsOf(people, async (who) => {
    const { demo, browser } = world()
    const page = await browser.newPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(15_000)
    await page.goto(`${demo.url}/desk/`)
    await hand.pick(page.getByLabel('执法机关'), '远山区卫生健康委员会')
    await hand.write(page.getByLabel('账号'), who)
    await hand.write(page.getByLabel('口令'), demoPassword)
    await hand.press(page.getByRole('button', { name: '登录' }))
    await heading(page, 1, '工作队列')
    return page
  })
  const heading = (page: Page, level: number, name: string | RegExp) => page.getByRole('heading', { level, name }).waitFor()
  let address = ''
  let documentNo = ''
  /** Opens the matter as the list shows it. */
  const inMatter = async (who: string): Promise<Page> => {
    const page = await at(who)
    if (page.url() === address) await page.reload()
    else {
      await hand.press(page.getByRole('navigation').getByRole('link', { name: '案件', exact: true }))
      await hand.press(page.getByRole('link', { name: new RegExp(name) }).first())
    }
    await heading(page, 2, /可办事项/)
    address = page.url()
    return page
  }
  const inPublication = async (who: string): Promise<Page> => {
    const page = await at(who)
    await hand.press(page.getByRole('navigation').getByRole('link', { name: '公示', exact: true }))
    await hand.press(page.getByRole('link', { name: documentNo, exact: true }))
    await heading(page, 2, /可办事项/)
    return page
  }
  const send = (form: Locator) => hand.press(form.locator('button[type=submit]'))
  const act = async (page: Page, zh: string, fill?: (form: Locator, page: Page) => Promise<void>): Promise<Page> => {
    const form = await openForm(page, zh, hand.press)
    await fill?.(form, page)
    await send(form)
    await page.locator(':focus', { hasText: `已办理：${zh}` }).waitFor()
    return page
  }
  const step = async (who: string, zh: string, fill?: (form: Locator, page: Page) => Promise<void>) => act(await inMatter(who), zh, fill)
  const confirm = (who: string) => step(who, '确认记录', (form) => hand.check(form.getByRole('radio').first()))
  const radio = (within: Locator, zh: string) => hand.check(within.getByRole('radio', { name: zh, exact: true }))
  const write = (within: Locator, label: string | RegExp, text: string, nth = 0) =>
    hand.write(within.getByLabel(label, { exact: typeof label === 'string' }).nth(nth), text)
  const evidence = (who: string, type: string, title: string, text: string, on = day) =>
    step(who, '登记证据', async (form) => {
      await choose(hand, form, '证据种类', type)
      await write(form, '名称', title)
      await write(form, /^内容/, text)
      await write(form, '取得日期', on)
    })

  describe(hand.zh, () => {
    test('登记线索、申请立案、立案', async () => {
      const page = await at('w01')
      await hand.press(page.getByRole('link', { name: '登记线索' }))
      const form = page.getByRole('form', { name: '登记线索' })
      await form.waitFor()
      await radio(form, '监督检查发现')
      await write(form, '线索内容', '日常监督检查：护理人员一人没有护士执业证书，在治疗室独立给患者静脉注射。')
      await write(form, '案由', '使用非卫生技术人员从事医疗卫生技术工作')
      await radio(form, '法人或者其他组织')
      await write(form, '名称', name)
      await write(form, /统一社会信用代码/, code)
      await write(form, /法定代表人/, '䶮子安')
      await write(form, /住所/, '远山区清泉路 3 号')
      await write(form, '违法行为发生（终了）之日', '2026/11/23')
      await send(form)
      await heading(page, 1, new RegExp(name))
      await act(page, '申请立案', async (form) => {
        await hand.pick(form.getByLabel('第二人'), '沈若兰（医疗监督科）')
        for (const reason of await form.getByLabel('符合的理由和材料').all()) await hand.write(reason, '现场检查笔录、护士名册')
      })
      await step('w05', '批准立案', (form) => write(form, '审批意见', '同意立案。'))
    })

    test('证据连同文件，第二人确认', async () => {
      await evidence('w01', '勘验笔录、现场笔录', '现场笔录', '治疗室内一名人员正在为患者静脉注射，不能出示护士执业证书。', '2026-11-23')
      await step('w01', '附上材料', async (form, page) => {
        await hand.attach(form.locator('input[type=file]'), { name: '现场照片.png', mimeType: 'image/png', buffer: scan })
        await page.getByText(/已上传/).waitFor()
        await hand.check(form.getByRole('radio').first())
      })
      await confirm('w02')
      await evidence('w02', '当事人的陈述', '询问笔录', '负责人承认该员没有护士执业证书，自2026年7月起从事护理工作。')
      const page = await confirm('w01')
      await page.getByText('现场照片.png').first().waitFor()
    })

    test('调查终结，拟处理意见按裁量基准；超出幅度的写明缘由，改正后提出', async () => {
      await step('w01', '调查终结', async (form) => {
        for (const head of await form.getByLabel('内容').all()) await hand.write(head, '详见现场笔录、询问笔录。')
      })
      const page = await inMatter('w01')
      const form = await openForm(page, '提出拟处理意见', hand.press)
      await write(form, '事实', '自2026年7月起使用没有护士执业证书的李小红从事护理工作，由车牌渝A12345的车辆接送')
      await choose(hand, form, '违反的条款', '《医疗机构管理条例》第二十八条')
      await choose(hand, form, '处罚依据的条款', '《医疗机构管理条例》第四十七条')
      await hand.press(form.getByRole('button', { name: '加一项裁量权适用' }))
      const weighed = form.getByRole('group', { name: /裁量权适用/ })
      await choose(hand, weighed, '处罚依据', '《医疗机构管理条例》第四十七条')
      await choose(hand, weighed, '裁量档次（选填）', grade)
      await choose(hand, form.getByRole('group', { name: '拟作出的处罚' }), '第 1 项：种类', '罚款')
      const amounts = form.getByLabel('金额（元）')
      await hand.write(amounts.first(), '２００，０００ 元')
      const payable = form.getByRole('group', { name: /应缴款项/ })
      await radio(payable, '罚款')
      await hand.write(amounts.last(), '200000')
      await radio(payable, '国库')
      await radio(form, '责令改正')
      await write(form, '改正要求', '立即停止使用非卫生技术人员')
      await send(form)
      await form.getByText(/高于法定幅度/).waitFor()
      await hand.write(amounts.first(), '50000')
      await hand.write(amounts.last(), '50000')
      await send(form)
      await page.getByText('已办理：提出拟处理意见').waitFor()
    })

    test('事先告知并送达；当事人陈述申辩，不要求听证；逐点复核', async () => {
      await step('w01', '事先告知', async (form) => {
        for (const box of await form.getByRole('group', { name: '告知书已写明' }).getByRole('checkbox').all()) await hand.check(box)
        await choose(hand, form, '送达方式', '直接送达')
        await radio(form, '法定代表人、主要负责人')
        await write(form, '长度', '5')
        await radio(form, '工作日')
      })
      await confirm('w02')
      await step('w01', '记录陈述申辩', (form) =>
        hand.write(form.getByRole('textbox', { name: '第 1 项' }), '该员正在参加护士执业资格考试，请求从轻。'),
      )
      await confirm('w02')
      await step('w01', '记录当事人放弃', async (form) => {
        await radio(form, '要求听证')
        await write(form, '放弃的书面或者笔录记载', '送达回证上注明不要求听证，盖章。')
      })
      await confirm('w02')
      await step('w02', '复核陈述申辩', async (form) => {
        await radio(form, '否')
        await hand.write(form.getByRole('textbox').first(), '参加考试不等于取得资格，五万元在一般档次之内。')
      })
    })

    const submit = () =>
      step('w01', '提交法制审核', async (form) => {
        for (const material of ['案件基本情况', '相关证据', '相关依据', '拟处理意见'])
          await hand.check(form.getByLabel(material, { exact: true }))
      })
    /** Each head of the review in its turn: sound, or what is amiss with it. */
    const review = (opinion: string, text: string, amiss: Readonly<Record<number, string>> = {}) =>
      step('w04', '出具法制审核意见', async (form) => {
        await radio(form, opinion)
        const heads = await form.locator('.rows.fixed > li').all()
        for (const [at, head] of heads.entries()) {
          await radio(head, amiss[at] ? '否' : '是')
          if (amiss[at]) await write(head, /^问题和意见/, amiss[at])
        }
        await write(form, /^意见全文/, text)
      })

    test('法制审核退回补充调查一次；补证、再送审，同意', async () => {
      await submit()
      await review('事实不清、证据不足，补充调查', '有笔录支持，但缺护士名册，请补充后再送审。', { 3: '缺护士名册' })
      await evidence('w01', '书证', '护士名册', '名册上没有该员。')
      await confirm('w02')
      await submit()
      await review('同意', '证据已经补齐，事实清楚，定性准确，程序合法，裁量适当，同意。')
    })

    test('集体讨论、签署记录、作出决定、送达', async () => {
      await step('w05', '集体讨论', async (form) => {
        const present = form.getByRole('group', { name: '参加人员' })
        await hand.check(present.getByRole('checkbox', { name: /韩立成/ }))
        await hand.check(present.getByRole('checkbox', { name: /邱国安/ }))
        await choose(hand, form, '发言人', '邱国安（委领导）')
        await write(form, '意见', '同意拟处理意见。')
        await write(form, /^讨论结论/, '同意罚款五万元。')
      })
      await step('w06', '签署集体讨论记录')
      const decided = await step('w05', '作出行政处罚决定', (form) => write(form, '审批意见', '同意，依法作出处罚决定。'))
      const number = decided.getByRole('heading', { level: 3, name: /^远卫医罚〔2026〕\d+号/ })
      documentNo = /^\S+/.exec(await number.innerText())?.[0] ?? ''
      await step('w01', '送达决定书', async (form) => {
        await choose(hand, form, '送达方式', '直接送达')
        await write(form, '送达回证记载', '当事人签收，盖章。')
        await radio(form, '法定代表人、主要负责人')
      })
      await confirm('w02')
    })

    test('公示：拟稿、两级审批、发布；门户上看得到，隐去的看不到', async () => {
      await act(await inPublication('w07'), '拟公示稿', async (form) => {
        await write(form, /违法事实摘要/, '使用没有护士执业证书的人员一名从事护理工作。')
        await radio(form, '信息摘要和决定书全文')
        const facts = form.locator('.redaction', { hasText: '李小红' })
        assert.match(await facts.innerText(), /李某.*×××[\s\S]*第十六条/)
        await hand.check(facts.getByRole('group', { name: /渝A12345/ }).getByRole('radio', { name: '不用隐去' }))
        assert.match(await facts.innerText(), /公开的文字\s[^\n]*李某[^\n]*渝A12345/)
      })
      await act(await inPublication('w05'), '审批公示稿')
      await act(await inPublication('w06'), '审批公示稿')
      await act(await inPublication('w08'), '发布公示')
      const { demo, browser } = world()
      const page = await browser.newPage()
      await page.goto(`${demo.url}/`)
      await hand.write(page.getByRole('searchbox').first(), name)
      await hand.press(page.getByRole('button', { name: '查询' }).first())
      await hand.press(page.getByRole('link', { name: new RegExp(name) }).first())
      await heading(page, 1, new RegExp(name))
      const words = (await page.locator('body').textContent()) ?? ''
      assert.match(words, /50,?000|伍万|5 ?万/)
      assert.match(words, /李某从事护理工作，由车牌渝A12345.*适用「一般」档次/)
      assert.doesNotMatch(words, /李小红/)
      await page.close()
    })

    test('缴款、结案', async () => {
      await step('w01', '记录缴款', async (form) => {
        await radio(form, '罚款')
        await write(form, /^金额/, '５０，０００ 元')
        await write(form, '缴款日期', day)
        await choose(hand, form, '缴纳方式', '到指定的银行缴纳')
        await write(form, /^票据号码/, '演示票据 2026-1124')
        await radio(form, '国库')
      })
      await step('w01', '制作结案报告', async (form) => {
        await radio(form, '处罚决定履行或者执行完毕')
        await write(form, /^结案报告/, '罚款已经缴清，违法行为已经改正。')
      })
      const page = await step('w05', '批准结案', (form) => write(form, '审批意见', '同意结案。'))
      await page
        .getByText(/已经结案|结案于|已结案/)
        .first()
        .waitFor()
    })
  })
}
