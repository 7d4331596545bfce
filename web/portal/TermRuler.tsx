/** @jsxRuntime automatic */
import { type Day, weekday } from '#law/day'
import type { PublicDecision } from '#publication/public'
import { countOf } from '#web/portal/punctuality.ts'
import { plain } from '#web/portal/Words.tsx'

type Cell = Readonly<{ day: Day; foot: string; look: string }>

/** A weekend is 休; a holiday stands with its name. */
const restZh = (why: string | undefined): string => (!why || why === '休息日' || why === '周末' ? '休' : why)

/** One cell for each calendar day from the decision to the last day, or to the day of publication where that was later. */
function cellsOf({ decidedOn, publishedOn, term }: Pick<PublicDecision, 'decidedOn' | 'publishedOn' | 'term'>): Cell[] {
  const counted = term.days.filter(({ day }) => day > decidedOn)
  const last = counted.at(-1)?.day ?? decidedOn
  const beyond = last < publishedOn ? [{ day: publishedOn, counted: true, n: term.nth }] : []
  const cells = [...counted, ...beyond].map(({ day, counted, n, why }: PublicDecision['term']['days'][number]): Cell => {
    const classes = [
      counted ? '' : 'off',
      day === publishedOn ? 'published' : '',
      day === term.due ? 'due' : '',
      day > term.due ? 'over' : '',
    ]
    const foot = day === publishedOn ? '公示' : day === term.due ? '期满' : counted ? `第${n ?? ''}` : restZh(why)
    return { day, foot, look: classes.filter(Boolean).join(' ') }
  })
  const decided = publishedOn === decidedOn ? { foot: '公示', look: 'decided published' } : { foot: '决定', look: 'decided' }
  return [{ day: decidedOn, ...decided }, ...cells]
}

const monthOf = (day: Day | undefined): string | undefined => day && `${Number(day.slice(5, 7))}月`

/** 期限尺: the deadline explains itself. Hatched = not counted, filled = published, thick foot = last day; the same in words for those who do not see it. */
export const TermRuler = ({ decision }: { decision: Pick<PublicDecision, 'decidedOn' | 'publishedOn' | 'term'> }) => (
  <div role="img" aria-label={plain(countOf(decision))}>
    <ol className="ruler" aria-hidden="true">
      {cellsOf(decision).map(({ day, foot, look }, at, cells) => (
        <li key={day} className={look || undefined}>
          <i>{monthOf(day) === monthOf(cells[at - 1]?.day) ? '日一二三四五六'[weekday(day)] : monthOf(day)}</i>
          <b>{Number(day.slice(8, 10))}</b>
          <i>{plain(foot)}</i>
        </li>
      ))}
    </ol>
  </div>
)
