import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import type { Layout, Spot, Strip } from '#web/desk/case/timeline/layout.ts'

/** One mark of one lane. */
export type Chosen = Readonly<{ lane: string; at: number }>

type Props = Readonly<{ layout: Layout; chosen: Chosen | undefined; choose: (chosen: Chosen) => void }>

/** The marks of the drawing as buttons: one of them is in the order of tabs, the arrows reach the others. */
export function Spots({ layout: { strips, width, height }, chosen, choose }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const current = chosen ?? lastOf(strips)
  const go = (event: KeyboardEvent, lane: number, at: number) => {
    const to = reached(strips, lane, at, event.key)
    if (!to) return
    event.preventDefault()
    choose(to)
    frame.current?.querySelector<HTMLButtonElement>(`[data-spot="${to.lane} ${to.at}"]`)?.focus()
  }
  const placeOf = ({ x }: Spot, { top }: Strip): CSSProperties => ({
    left: `${((x - 12) / width) * 100}%`,
    top: `${((top + 1) / height) * 100}%`,
  })
  return (
    <div ref={frame}>
      {strips.map((strip, lane) => (
        <ul key={strip.id} aria-label={`${strip.zh}，方向键移动`}>
          {strip.spots.map((spot, at) => {
            const isIt = chosen?.lane === strip.id && chosen.at === at
            return (
              <li key={spot.from}>
                <button
                  type="button"
                  className="spot"
                  style={placeOf(spot, strip)}
                  data-spot={`${strip.id} ${at}`}
                  tabIndex={current?.lane === strip.id && current.at === at ? 0 : -1}
                  aria-pressed={isIt}
                  aria-label={saidOf(spot)}
                  title={saidOf(spot)}
                  onClick={() => choose({ lane: strip.id, at })}
                  onKeyDown={(event) => go(event, lane, at)}
                />
              </li>
            )
          })}
        </ul>
      ))}
    </div>
  )
}

/** Where a key leads: along the lane, to its ends, or to what is nearest in the next one. */
function reached(strips: readonly Strip[], lane: number, at: number, key: string): Chosen | undefined {
  const strip = strips[lane]
  if (!strip) return undefined
  const along = (n: number): Chosen => ({ lane: strip.id, at: Math.max(0, Math.min(n, strip.spots.length - 1)) })
  const across = (n: number): Chosen | undefined => {
    const other = strips[n]
    const x = strip.spots[at]?.x ?? 0
    const near = (spot: Spot | undefined) => Math.abs((spot?.x ?? 0) - x)
    if (!other || other.spots.length === 0) return undefined
    return { lane: other.id, at: other.spots.reduce((best, spot, here) => (near(spot) < near(other.spots[best]) ? here : best), 0) }
  }
  switch (key) {
    case 'ArrowRight':
      return along(at + 1)
    case 'ArrowLeft':
      return along(at - 1)
    case 'Home':
      return along(0)
    case 'End':
      return along(strip.spots.length)
    case 'ArrowDown':
      return across(lane + 1)
    case 'ArrowUp':
      return across(lane - 1)
    default:
      return undefined
  }
}

const saidOf = ({ from, to, marks }: Spot): string => {
  const some = [...new Set(marks.map(({ zh }) => zh))]
  const days = from === to ? from : `${from} 至 ${to}`
  return `${days}，${marks.length > 1 ? `${marks.length} 件：` : ''}${some.slice(0, 3).join('、')}${some.length > 3 ? '等' : ''}`
}

/** Where the matter stands: the last mark of the first lane that has any. */
const lastOf = (strips: readonly Strip[]): Chosen | undefined => {
  const strip = strips.find(({ spots }) => spots.length > 0)
  return strip && { lane: strip.id, at: strip.spots.length - 1 }
}
