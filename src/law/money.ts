/** Money is counted in whole 分; 元 appear only where a person types or reads them. */

/** Reads an amount in 元 as a person types it, `11489.80` or `2,100`; nothing when it is not one. */
export function parseYuan(text: string): number | undefined {
  const [, whole, cents = ''] = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? fen : undefined
}

/** `2,100.00`, for tables. */
export const figure = (fen: number): string => {
  const [whole, cents] = split(fen)
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** `2,100 元`, `11,489.80 元`, for prose. */
export const yuan = (fen: number): string => `${figure(fen).replace(/\.00$/, '')} 元`

/** A multiple or a share of an amount 倍数: `times(328280, '3.5')`, `times(51500, '0.03')`. Exact; what is less than a 分 is rounded 四舍五入. */
export function times(fen: number, factor: string): number {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(factor) ?? []
  if (whole === undefined) throw new RangeError(`${factor} is not a multiple`)
  const unit = 10n ** BigInt(part.length)
  return Number((BigInt(fen) * BigInt(whole + part) * 2n + unit) / (unit * 2n))
}

/** A percentage of an amount 百分比: `percent(210000, '3')`. */
export const percent = (fen: number, rate: string): number => {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(rate) ?? []
  if (whole === undefined) throw new RangeError(`${rate} is not a percentage`)
  const digits = whole.padStart(3, '0')
  return times(fen, `${digits.slice(0, -2)}.${digits.slice(-2)}${part}`)
}

const NUMERALS = '零壹贰叁肆伍陆柒捌玖'
const numeral = (digit: string): string => NUMERALS.charAt(Number(digit))

/** 大写金额 as bills write it: 贰仟壹佰元整, 壹万壹仟肆佰捌拾玖元捌角. */
export function inWords(fen: number): string {
  const [whole, cents] = split(fen)
  const [jiao, odd] = [cents.charAt(0), cents.charAt(1)]
  const head = whole === '0' ? '' : `${wholeInWords(whole)}元`
  if (cents === '00') return `${head || '零元'}整`
  const tens = jiao === '0' ? '' : `${head && whole.endsWith('0') ? '零' : ''}${numeral(jiao)}角`
  const ones = odd === '0' ? '' : `${head && jiao === '0' ? '零' : ''}${numeral(odd)}分`
  return head + tens + ones
}

/** Groups of four digits from the right 万、亿; a zero between two words is read once. */
function wholeInWords(whole: string): string {
  const groups = whole.padStart(Math.ceil(whole.length / 4) * 4, '0').match(/\d{4}/g) ?? []
  return groups.reduce((words, group, i) => {
    if (group === '0000') return words
    const gap = words !== '' && (group.startsWith('0') || groups[i - 1] === '0000') ? '零' : ''
    return `${words}${gap}${fourInWords(group)}${['', '万', '亿', '万亿'][groups.length - 1 - i] ?? ''}`
  }, '')
}

const fourInWords = (group: string): string =>
  [...group]
    .map((digit, i) => (digit === '0' ? '零' : numeral(digit) + (['仟', '佰', '拾', ''][i] ?? '')))
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')

/** @throws {RangeError} on what is no amount of whole 分 */
function split(fen: number): [whole: string, cents: string] {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`${fen} is no amount in fen`)
  const digits = String(fen).padStart(3, '0')
  return [digits.slice(0, -2), digits.slice(-2)]
}
