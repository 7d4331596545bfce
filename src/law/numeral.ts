const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千']

/** A number of an article in Chinese words 条序: 10 十, 58 五十八, 115 一百一十五, 1001 一千零一. @throws {RangeError} outside 1 to 9999 */
export function inChinese(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9999) throw new RangeError(`${n} is no number of an article`)
  const digits = [...String(n)].map(Number)
  const words = digits.map((digit, i) => (digit === 0 ? '零' : `${DIGITS[digit]}${PLACES[digits.length - 1 - i]}`)).join('')
  return words.replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十')
}

/** Reads 五十八, 一百十五, 58; nothing when it is no number from 1 to 9999. */
export function numberIn(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text) || undefined
  let sum = 0
  let digit = 0
  for (const character of text.replaceAll('〇', '零')) {
    const place = PLACES.indexOf(character)
    if (place > 0) {
      sum += (digit || 1) * 10 ** place
      digit = 0
    } else digit = DIGITS.indexOf(character)
    if (digit < 0) return undefined
  }
  const n = sum + digit
  return n > 0 && n <= 9999 && plainly(inChinese(n)) === plainly(text) ? n : undefined
}

/** 一百十五 is read as 一百一十五 is; any other spelling is no number. */
const plainly = (text: string): string => text.replaceAll('〇', '零').replaceAll('一十', '十')
