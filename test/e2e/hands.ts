import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

export type Sheet = Readonly<{ name: string; mimeType: string; buffer: Buffer }>

/** How a person works a page 用手: with the mouse, or with the keyboard alone. */
export type Hand = Readonly<{
  zh: string
  /** A button, a link, a fold. */
  press: (target: Locator) => Promise<void>
  /** One of several, or a box to be ticked. */
  check: (target: Locator) => Promise<void>
  /** Over what stands there. */
  write: (field: Locator, text: string) => Promise<void>
  /** From a list that opens. */
  pick: (field: Locator, zh: string) => Promise<void>
  attach: (field: Locator, sheet: Sheet) => Promise<void>
}>

const list = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)'

export const mouse: Hand = {
  zh: '点击',
  press: (target) => target.click(),
  check: (target) => target.check(),
  write: async (field, text) => {
    await field.fill(text)
    await field.page().keyboard.press('Tab')
  },
  async pick(field, zh) {
    const page = field.page()
    await field.click()
    await page.keyboard.insertText(zh)
    await page.locator(`${list} .ant-select-item-option`, { hasText: zh }).first().click()
    await page.keyboard.press('Escape')
  },
  attach: (field, sheet) => field.setInputFiles(sheet),
}

/** Asked in the page: nothing when what has the focus, or the control around it, is marked so that one sees it. */
const focusMark = `(() => {
  const at = document.activeElement
  if (!at || at === document.body) return 'nothing has the focus'
  const box = at.closest('.ant-select, .ant-picker, .ant-input-number, .ant-input-affix-wrapper, .ant-radio-wrapper, .ant-checkbox-wrapper') ?? at
  const marks = [at, box, ...box.querySelectorAll('*')].map((each) => getComputedStyle(each))
  const seen = marks.some((each) => (each.outlineStyle !== 'none' && each.outlineWidth !== '0px') || each.boxShadow !== 'none')
  return seen ? '' : 'no mark on ' + at.outerHTML.slice(0, 120)
})()`

const assertFocusSeen = async (page: Page): Promise<void> => assert.equal(await page.evaluate(focusMark), '')

/** More stops than any page has between two things that a person wants one after the other. */
const STOPS = 200

/** Goes on with one key until the focus stands where it is wanted, and is seen there. */
async function goOn(page: Page, key: string, isThere: () => Promise<boolean>, what: Locator): Promise<void> {
  for (let n = 0; n < STOPS; n += 1) {
    if (await isThere()) return assertFocusSeen(page)
    await page.keyboard.press(key)
  }
  assert.fail(`${what} cannot be reached by ${key}`)
}

type Chosen = Readonly<{ type?: string; name?: string }>
type Window = Readonly<{ document: Readonly<{ activeElement: (object & Chosen) | null }> }>
/** Whether a control has the focus; or, where one of several is chosen, another of them. */
const hasFocus = (target: Locator) => target.evaluate((node) => node === (globalThis as unknown as Window).document.activeElement)
const isAmong = (target: Locator) =>
  target.evaluate((node) => {
    const at = (globalThis as unknown as Window).document.activeElement
    return at?.type === 'radio' && at.name === (node as Chosen).name
  })
const goTo = (target: Locator) => goOn(target.page(), 'Tab', () => hasFocus(target), target)

/** Tab, Enter, the space bar, arrows and letters; nothing is clicked, focused or filled from outside. */
export const keyboard: Hand = {
  zh: '只用键盘',
  async press(target) {
    await target.waitFor()
    await goTo(target)
    await target.page().keyboard.press('Enter')
  },
  async check(target) {
    const page = target.page()
    if (await target.isChecked()) return
    if ((await target.getAttribute('type')) === 'radio') {
      await goOn(page, 'Tab', () => isAmong(target), target)
      await goOn(page, 'ArrowDown', () => hasFocus(target), target)
    } else await goTo(target)
    if (!(await target.isChecked())) await page.keyboard.press('Space')
    assert.ok(await target.isChecked())
  },
  async write(field, text) {
    const page = field.page()
    await goTo(field)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text) // as an input method gives it
  },
  async pick(field, zh) {
    const page = field.page()
    await goTo(field)
    await page.keyboard.press('ArrowDown')
    const isSearched = (await field.getAttribute('readonly')) === null
    if (isSearched) await page.keyboard.insertText(zh)
    const wanted = page.locator(`${list} .ant-select-item-option-active`, { has: page.getByText(zh, { exact: true }) })
    const isMarked = (timeout: number) =>
      wanted.waitFor({ timeout }).then(
        () => true,
        () => false,
      )
    for (let n = 0; n < 40 && !(await isMarked(isSearched && n === 0 ? 1_000 : 100)); n += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
  },
  async attach(field, sheet) {
    const page = field.page()
    const asked = page.waitForEvent('filechooser') // listened for before it can be there
    await goTo(field)
    await page.keyboard.press('Enter')
    const chooser = await asked
    await chooser.setFiles(sheet)
  },
}

/** Chooses from a list, whether it stands open or is searched in. */
export async function choose(hand: Hand, within: Locator, label: string, zh: string): Promise<void> {
  const group = within.getByRole('group', { name: label })
  const open = group.getByRole('radio', { name: zh, exact: true }).or(group.getByRole('checkbox', { name: zh, exact: true }))
  if (await open.count()) return hand.check(open.first())
  return hand.pick(within.getByLabel(label, { exact: true }), zh)
}
