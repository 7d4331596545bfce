import type { Day } from '#law/day'
import { weekday } from '#law/day'
import { minuteOf, type QueueItem } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { DayCount } from '#web/kit/DayCount.tsx'

/** 这个期限怎么算的: from when, how long, under which clause, each day counted or passed over. */
export const DueWhy = ({ item, today }: { item: QueueItem; today: Day }) => (
  <aside className="card why-due" aria-labelledby="why-due">
    <h2 id="why-due">这个期限怎么算的</h2>
    <div className="in" aria-live="polite">
      <p className="strong">{item.zh}</p>
      <p className="small">
        {item.matter.zh}
        {item.matter.caseNo ? `　${item.matter.caseNo}` : ''}
      </p>
      {item.due ? (
        <>
          <dl className="desc">
            <dt>起算</dt>
            <dd>{item.hours ? minuteOf(item.hours.from) : `${item.startedOn}，当日不计`}</dd>
            <dt>长度</dt>
            <dd>
              {item.value} {item.unit === '工作日' || item.unit === '月' ? `个${item.unit}` : item.unit}
            </dd>
            <dt>依据</dt>
            <dd>
              <Clauses of={item.clauses} />
            </dd>
            <dt>届满</dt>
            <dd className="strong">
              {item.hours ? minuteOf(item.hours.until) : item.due}　星期{'日一二三四五六'[weekday(item.due)]}
              {item.provisional && '（暂定：该年放假安排尚未录入，录入后重新计算）'}
            </dd>
          </dl>
          {item.days.length > 0 && <DayCount days={item.days} due={item.due} today={today} />}
        </>
      ) : (
        <p>
          法律没有规定这件事的期限，请尽快办理。自 {item.startedOn} 起等待。
          <Clauses of={item.clauses} />
        </p>
      )}
    </div>
  </aside>
)
