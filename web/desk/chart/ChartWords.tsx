import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import type { Stretch } from '#dossier/timeline'
import type { ChartView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** The chart in words: of each state, where it leads, and every step that has its place there, with who does it and its clauses. */
export const ChartWords = ({ chart, stretches }: { chart: ChartView; stretches: readonly Stretch[] }) => (
  <ol className="chart-words" aria-label="各环节">
    {chart.states.map((state) => (
      <State key={state.id} state={state} chart={chart} stretches={stretches} />
    ))}
  </ol>
)

type Props = Readonly<{ state: ChartView['states'][number]; chart: ChartView; stretches: readonly Stretch[] }>

function State({ state: { id, zh }, chart: { states, steps, moves }, stretches }: Props) {
  const { hash } = useLocation()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (hash !== `#state-${id}`) return
    setOpen(true)
    document.getElementById(`state-${id}`)?.scrollIntoView({ block: 'nearest' })
  }, [hash, id])
  const been = stretches.filter(({ phase }) => phase === id)
  const isNow = stretches.at(-1)?.phase === id
  const here = steps.filter((step) => step.in.includes(id))
  const ways = moves.filter(({ from }) => from === id)
  const targets = [...new Set(ways.map(({ to }) => to))]
  return (
    <li className="card" id={`state-${id}`}>
      <h2>
        {zh}{' '}
        {isNow ? (
          <Status look="info">现处环节</Status>
        ) : (
          been.length > 0 && <Status look="ok">{been.map(({ from }) => from).join('、')}</Status>
        )}
      </h2>
      <div className="in">
        {targets.length > 0 ? (
          <ul>
            {targets.map((to) => (
              <li key={to}>
                到<a href={`#state-${to}`}>{states.find((state) => state.id === to)?.zh}</a>：
                {[...new Set(ways.flatMap((way) => (way.to === to ? [way.zh] : [])))].join('、')}
              </li>
            ))}
          </ul>
        ) : (
          <p>{here.length > 0 ? '到此为止' : '到此为止，没有可办的事'}</p>
        )}
        {here.length > 0 && (
          <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>可办 {here.length} 项</summary>
            <ul className="findings">
              {here.map((step) => (
                <li key={step.act}>
                  {step.zh} <span className="small">{step.by.join('、')}</span> <Clauses of={step.clauses} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}
