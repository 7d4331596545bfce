import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { generateSync } from 'otplib'
import type { Browser, Page } from 'playwright-core'
import { act, assertAccessible, assertFits, openBrowser, openEmpty } from './browser'

describe('空的安装：设立机关、任用人员、首次登录', { timeout: 480_000 }, () => {
  let place: Awaited<ReturnType<typeof openEmpty>>
  let browser: Browser
  before(async () => {
    place = await openEmpty()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await place?.close()
  })
  const windowOf = async (width: number): Promise<Page> => {
    const page = await (
      await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width, height: 900 } })
    ).newPage()
    page.setDefaultTimeout(45_000)
    return page
  }
  /** Nothing shut out, nothing wider than the window. */
  const sound = async (page: Page, where: string) => {
    await assertAccessible(page, where)
    await assertFits(page, where)
  }
  const at = async (page: Page, where: string) => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await sound(page, `${where} at ${width}`)
    }
  }
  const signIn = async (page: Page, who: string, password: string) => {
    await page.goto(`${place.url}/desk/sign-in`)
    await page.getByLabel('账号').fill(who)
    await page.getByLabel('口令').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { level: 1, name: '工作队列' }).waitFor()
  }

  test('以打印的链接设立第一个机关', async () => {
    for (const width of [390, 1280]) {
      const page = await windowOf(width)
      await page.goto(`${place.url}/desk/setup#${place.token}`)
      await page.getByLabel('机关全称').fill('青县卫生健康局')
      await page.getByLabel('简称').fill('青县卫健局')
      await page.getByLabel(/文书代字/).fill('青卫')
      await page.getByLabel(/机关编号，/).fill('qing-wjw')
      await page.getByLabel('姓名').fill('安然')
      await page.getByLabel(/^账号/).fill('a00')
      await page.getByLabel(/^口令/).fill('short')
      await sound(page, `setup at ${width}`)
      await page.getByRole('button', { name: '设立机关' }).click()
      await page.getByText(/口令至少 12 位/).waitFor()
      assert.equal(await page.getByLabel('机关全称').inputValue(), '青县卫生健康局', 'nothing typed is lost')
      if (width === 390) continue
      await page.getByLabel(/^口令/).fill('lantern-boat-47-rain')
      await page.getByRole('button', { name: '设立机关' }).click()
      await page.getByRole('heading', { level: 1, name: '机关已经设立' }).waitFor()
      assert.equal(new URL(page.url()).hash, '', 'the link leaves the address')
      const late = await windowOf(width)
      await late.goto(`${place.url}/desk/setup#${place.token}`)
      await late.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
      assert.equal(await late.getByRole('button', { name: '设立机关' }).count(), 0)
    }
  })

  let link = ''
  test('系统管理员任用人员、发放链接', async () => {
    const page = await windowOf(1280)
    await signIn(page, 'a00', 'lantern-boat-47-rain')
    await page.getByRole('link', { name: '机构人员' }).click()
    await act(page, '任用执法人员', async (form) => {
      await form.getByLabel('工号').fill('b01')
      await form.getByLabel('姓名').fill('白露')
      await form.getByRole('radio', { name: '办公室' }).check()
      await form.getByRole('checkbox', { name: '办案人员', exact: true }).check()
      await form
        .getByRole('radio', { name: '否', exact: true })
        .check()
        .catch(() => undefined)
    })
    await page.getByRole('button', { name: '发放链接：白露' }).click()
    link = (await page.locator('code.link').textContent()) ?? ''
    assert.match(link, /\/desk\/welcome#qing-wjw\.b01\.[\w-]{43}$/)
    await sound(page, 'agency at 1280')
    await page.setViewportSize({ width: 390, height: 900 })
    await sound(page, 'agency at 390')
  })

  test('本人打开链接设置口令，登录；链接不能再用', async () => {
    const page = await windowOf(390)
    await page.goto(link)
    const fill = async () => {
      await page.getByLabel(/^口令/).fill('river-stone-12-cloud')
      await page.getByLabel('再写一遍').fill('river-stone-12-cloud')
      await page.getByRole('button', { name: '设置口令' }).click()
    }
    await page.getByRole('heading', { level: 1, name: '设置口令' }).waitFor()
    await sound(page, 'welcome at 390')
    await fill()
    await page.getByRole('heading', { level: 1, name: '口令已经设置' }).waitFor()
    const again = await windowOf(1280)
    await again.goto(link)
    await again.getByLabel(/^口令/).fill('river-stone-12-cloud')
    await again.getByLabel('再写一遍').fill('river-stone-12-cloud')
    await again.getByRole('button', { name: '设置口令' }).click()
    await again.getByText(/已经用过/).waitFor()
    await sound(again, 'used link at 1280')
    await signIn(page, 'b01', 'river-stone-12-cloud')
  })

  test('本人启用第二验证因素、看到备用码，以后登录先口令、后验证码；更换口令；系统管理员解除', async () => {
    const page = await windowOf(1280)
    await signIn(page, 'b01', 'river-stone-12-cloud')
    await page.getByRole('link', { name: /白露/ }).click()
    await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor()
    await at(page, 'account')
    const factor = page.getByRole('form', { name: '取得新密钥' })
    await factor.getByLabel('口令').fill('river-stone-13-cloud')
    await factor.getByRole('button', { name: '取得新密钥' }).click()
    await page.getByText('口令不对，请核对').waitFor()
    await factor.getByLabel('口令').fill('river-stone-12-cloud')
    await factor.getByRole('button', { name: '取得新密钥' }).click()
    const secret = ((await page.locator('code.link').textContent()) ?? '').replaceAll(' ', '')
    await at(page, 'account with a new secret')
    await page.getByLabel('验证器上的六位验证码').fill(generateSync({ secret }))
    await page.getByRole('button', { name: '启用', exact: true }).click()
    const codes = page.locator('.codes code')
    await codes.first().waitFor()
    assert.equal(await codes.count(), 10)
    const code = (await codes.first().textContent()) ?? ''
    await at(page, 'account with recovery codes')

    const again = await windowOf(390)
    await again.goto(`${place.url}/desk/sign-in`)
    await again.getByLabel('账号').fill('b01')
    await again.getByLabel('口令').fill('river-stone-12-cloud')
    await again.getByRole('button', { name: '登录' }).click()
    await again.getByLabel(/^验证码/).fill('000000')
    await again.getByRole('button', { name: '登录' }).click()
    await again.getByText(/验证码不对/).waitFor()
    await at(again, 'sign-in asking a code')
    await again.getByLabel(/^验证码/).fill(code)
    await again.getByRole('button', { name: '登录' }).click()
    await again.getByRole('heading', { level: 1, name: '工作队列' }).waitFor()
    await again.goto(`${place.url}/desk/account`)
    await again.getByText('还有 9 个备用码没有用').waitFor()
    const change = again.getByRole('form', { name: '更换口令' })
    await change.getByLabel('原口令').fill('river-stone-12-cloud')
    await change.getByLabel('新口令，至少十二位').fill('river-stone-14-cloud')
    await change.getByLabel('再写一遍新口令').fill('river-stone-14-cloud')
    await change.getByRole('button', { name: '更换口令' }).click()
    await again.getByText('口令已经更换').waitFor()
    await at(again, 'account after a change')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '明镜 办案台' }).waitFor()

    await signIn(page, 'a00', 'lantern-boat-47-rain')
    await page.getByRole('link', { name: '机构人员' }).click()
    await act(page, '解除第二验证因素', async (form) => {
      await form.getByLabel('工号').click()
      await page.getByTitle('白露（b01）').last().click()
      await form.getByLabel('事由').fill('手机遗失')
    })
    await again.reload()
    await again.getByRole('heading', { level: 1, name: '明镜 办案台' }).waitFor()
    await signIn(again, 'b01', 'river-stone-14-cloud')
  })

  test('首设机关准予设立另一个机关，凭链接设立一次', async () => {
    const page = await windowOf(1280)
    await signIn(page, 'a00', 'lantern-boat-47-rain')
    await page.getByRole('link', { name: '机构人员' }).click()
    const form = page.getByRole('form', { name: '准予设立机关' })
    await form.getByLabel('机关全称').fill('青县医疗保障局')
    await form.getByLabel(/机关编号/).fill('qing-ybj')
    await form.getByRole('checkbox', { name: '是本机关的下级机关' }).uncheck()
    await form.getByRole('radio', { name: '医疗保障' }).check()
    await form.getByRole('button', { name: '发放设立链接' }).click()
    const founding = (await page.locator('#foundings ~ * code.link').textContent()) ?? ''
    assert.match(founding, /\/desk\/found#qing-wjw\.qing-ybj\.[\w-]{43}$/)
    await at(page, 'agency with a founding')
    const other = await windowOf(390)
    await other.goto(founding)
    await other.getByLabel('简称').fill('青县医保局')
    await other.getByLabel(/文书代字/).fill('青医保')
    await other.getByLabel('姓名').fill('安宁')
    await other.getByLabel(/^账号/).fill('m00')
    await other.getByLabel(/^口令/).fill('harbour-kite-31-moss')
    await at(other, 'found')
    await other.getByRole('button', { name: '设立机关' }).click()
    await other.getByRole('heading', { level: 1, name: '机关已经设立' }).waitFor()
    const late = await windowOf(1280)
    await late.goto(founding)
    await late.getByText(/已经用过/).waitFor()
    await at(late, 'found too late')
  })
})
