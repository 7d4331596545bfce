/** @jsxRuntime automatic */
import type { ReactNode } from 'react'
import { type Day, zhDay } from '#law/day'
import { type Place, placesOf } from '#web/portal/found.ts'

/** What must never be torn apart at the end of a line: a date, a 文号, an amount with the comma after it, a number of days. */
const whole = /\d{4}年\d{1,2}月\d{1,2}日|[\p{Script=Han}]{0,8}〔\d{4}〕\d{1,6}号|\d[\d,.]{0,13} ?元[，；、。]?|\d{1,4} 个?(?:工作)?日/gu

const dateTime = (zh: string): string =>
  zh
    .replace(/[年月]/g, '-')
    .replace('日', '')
    .replace(/-(\d)(?=-|$)/g, '-0$1')

/** A day 日期: `2026-11-21` in tables, 2026年11月21日 in prose. */
export const OnDay = ({ day, prose = false }: { day: Day; prose?: boolean }) => <time dateTime={day}>{prose ? zhDay(day) : day}</time>

/**
 * Text that somebody wrote. It stands for itself alone: marks that turn the writing direction end with it. Dates in it are marked
 * as dates, and what was searched for is shown.
 */
export function Words({ children, found = [] }: { children: string; found?: readonly string[] }) {
  const places = found.length > 0 ? placesOf(children, found) : []
  const parts: ReactNode[] = []
  let from = 0
  for (const { 0: match, index } of children.matchAll(whole)) {
    parts.push(...marked(children, from, index, places))
    const inner = marked(children, index, index + match.length, places)
    parts.push(
      /^\d{4}年/.test(match) ? (
        <time key={index} dateTime={dateTime(match)}>
          {inner}
        </time>
      ) : (
        <span key={index} className="whole">
          {inner}
        </span>
      ),
    )
    from = index + match.length
  }
  return <bdi>{[...parts, ...marked(children, from, children.length, places)]}</bdi>
}

/** A stretch of a text, with what was found in it marked. */
function marked(text: string, from: number, to: number, places: readonly Place[]): ReactNode[] {
  const parts: ReactNode[] = []
  let at = from
  for (const place of places) {
    const [start, end] = [Math.max(place.start, from), Math.min(place.end, to)]
    if (start >= end) continue
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return [...parts, text.slice(at, to)]
}

/** For places that hold no markup, such as a window title: without the marks that turn the writing direction. */
export const plain = (text: string): string => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

/** Several things said in one line, broken between them before within: 警告，罚款人民币 2,100 元; 《某某法》第三条. */
export const Pieces = ({ children, after = '，；、', found = [] }: { children: string; after?: string; found?: readonly string[] }) => (
  <>
    {[...children.matchAll(new RegExp(`[^${after}]+[${after}]?|[${after}]`, 'g'))].map(({ 0: piece, index }) => (
      <span key={index} className="piece">
        <Words found={found}>{piece}</Words>
      </span>
    ))}
  </>
)
