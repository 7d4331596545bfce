import type { Day } from '#law/day'
import type { CaseView } from '#web/desk/api.ts'
import type { StreamActs } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { dueZh, hasLapsed } from '#web/kit/due.ts'
import { Status } from '#web/kit/Status.tsx'

/** Three answers at a glance: where it stands, what is due and why, what can be done now. */
export function ThreeAnswers({ view, acts, today }: { view: CaseView; acts?: StreamActs; today: Day }) {
  const [next, then] = view.duties.filter((duty) => duty.due !== null && !hasLapsed(duty))
  const open = acts?.acts.filter((act) => act.open) ?? []
  const mine = view.duties.filter((duty) => duty.mine).map(({ act }) => act)
  const now = [...open.filter(({ id }) => mine.includes(id)), ...open.filter(({ id, atHand }) => atHand && !mine.includes(id))]
  const waiting = view.records.filter(({ confirmedBy }) => !confirmedBy).length
  const rounds = view.review.rounds.length + (view.review.open ? 1 : 0)
  return (
    <div className="three">
      <div>
        <h2>走到哪一步</h2>
        <p className="big">{view.phaseZh}</p>
        <p className="small">
          {view.review.open ? `法制审核第 ${rounds} 轮进行中` : waiting > 0 ? `${waiting} 份记录待第二名执法人员确认` : `今天 ${today}`}
        </p>
      </div>
      <div>
        <h2>什么到期，为什么</h2>
        {next ? (
          <>
            <p className="big">
              {next.due?.slice(5)} {next.zh} <Status look={dueZh(next).look}>{dueZh(next).zh}</Status>
            </p>
            <p className="small">
              <Clauses of={next.clauses} />
              {then && `　其后 ${then.due?.slice(5)} ${then.zh}`}
            </p>
          </>
        ) : (
          <p className="big">没有正在计算的期限</p>
        )}
      </div>
      <div>
        <h2>现在能做什么</h2>
        {acts && (
          <p className="big">
            {now.length > 0 ? `${now.length} 件现在该办` : '没有等您办的事'}
            {open.length > now.length && <span className="plainly">　另可办 {open.length - now.length} 件</span>}
          </p>
        )}
        <p className="small">
          {now
            .slice(0, 3)
            .map(({ zh }) => zh)
            .join('、')}
        </p>
      </div>
    </div>
  )
}
