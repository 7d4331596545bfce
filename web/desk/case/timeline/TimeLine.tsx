import { useEffect, useMemo, useRef, useState } from 'react'
import type { Timeline } from '#dossier/timeline'
import { minuteOf } from '#web/desk/api.ts'
import { Drawing } from '#web/desk/case/timeline/Drawing.tsx'
import { layoutOf, tableOf } from '#web/desk/case/timeline/layout.ts'
import { PaperLink } from '#web/desk/case/timeline/PaperLink.tsx'
import { type Chosen, Spots } from '#web/desk/case/timeline/Spots.tsx'
import { TimeTable } from '#web/desk/case/timeline/TimeTable.tsx'

/** Below this the line is read from top to bottom. */
const NARROW = 620
/** So many days of it, before all are asked for. */
const LATEST = 5

/** 全程时间轴: the whole matter on one line, deadlines with their clauses above it; the same as a table. */
export function TimeLine({ timeline, stream }: { timeline: Timeline; stream: string }) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [asTable, setAsTable] = useState(false)
  const [chosen, setChosen] = useState<Chosen>()
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (!matchMedia('print').matches) setWidth(Math.round(entry?.contentRect.width ?? 0))
    })
    if (frame.current) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const layout = useMemo(() => (width >= NARROW ? layoutOf(timeline, width) : undefined), [timeline, width])
  const spot = layout && chosen && layout.strips.find(({ id }) => id === chosen.lane)?.spots[chosen.at]
  const all = useMemo(() => tableOf(timeline), [timeline])
  const days = asTable ? all : all.slice(-LATEST)
  const isTable = asTable || (width > 0 && width < NARROW)
  return (
    <section className="line" aria-labelledby="line">
      <div className="line-head">
        <h2 id="line">全程时间轴</h2>
        <p className="small">
          {timeline.from} 至 {timeline.to}
          {!isTable && '，圆点里的数是件数'}
        </p>
        {width >= NARROW && (
          <button type="button" className="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            以表格看
          </button>
        )}
      </div>
      <div ref={frame}>
        {isTable ? (
          <>
            {days.length < all.length && (
              <button type="button" className="button" onClick={() => setAsTable(true)}>
                看全部 {all.length} 天
              </button>
            )}
            <TimeTable timeline={timeline} days={days} stream={stream} />
          </>
        ) : (
          layout && (
            <div className="line-frame">
              <Drawing layout={layout} />
              <Spots layout={layout} chosen={chosen} choose={setChosen} />
            </div>
          )
        )}
      </div>
      {!isTable && (
        <div className="line-day" aria-live="polite">
          {spot ? (
            <>
              <h3>{spot.from === spot.to ? spot.from : `${spot.from} 至 ${spot.to}`}</h3>
              <ol>
                {spot.marks.map((mark) => (
                  <li key={`${mark.at} ${mark.zh} ${mark.by} ${mark.paper ?? ''}`}>
                    {mark.on.slice(5)} {mark.paper ? <PaperLink stream={stream} paper={mark.paper} zh={mark.zh} /> : mark.zh}{' '}
                    <span className="small">
                      {mark.by}　{minuteOf(mark.at)} 录入
                    </span>
                  </li>
                ))}
              </ol>
            </>
          ) : (
            <p className="small">点图上的一处，或者用方向键移到那里，看当日办了什么、制作了什么文书。</p>
          )}
        </div>
      )}
    </section>
  )
}
