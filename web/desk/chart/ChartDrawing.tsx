import type { Stretch } from '#dossier/timeline'
import type { ChartView } from '#web/desk/api.ts'

type Point = Readonly<{ x: number; y: number }>

/** The chart as it is drawn; each state leads to its words. */
export function ChartDrawing({ chart: { drawing }, stretches }: { chart: ChartView; stretches: readonly Stretch[] }) {
  const { width, height, states, stages, arrows } = drawing
  const now = stretches.at(-1)?.phase
  const holds = (place: string, phase: string | undefined) => place === phase || isIn(stages, states, place, phase)
  const gone = (from: string, to: string) => stretches.some(({ phase }, n) => holds(from, phase) && holds(to, stretches[n + 1]?.phase))
  return (
    <div className="chart-drawing">
      <svg viewBox={`-6 -6 ${width + 12} ${height + 12}`} style={{ maxWidth: width + 12 }} aria-labelledby="chart-title">
        <title id="chart-title">{now ? '流程图，已走过的环节和现处环节已标出' : '行政处罚普通程序流程图'}</title>
        {stages.map(({ id, zh, x, y, width: wide, height: high }) => (
          <g key={id} className="stage">
            <rect x={x} y={y} width={wide} height={high} />
            <text x={x + 10} y={y + 20}>
              {zh}
            </text>
          </g>
        ))}
        {arrows.map(({ from, to, points }) => (
          <g key={`${from} ${to}`} className={gone(from, to) ? 'arrow gone' : 'arrow'}>
            <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} />
            <path d={headOf(points)} className="tip" />
          </g>
        ))}
        {arrows.map(
          ({ from, to, label }) =>
            label && (
              <text key={`${from} ${to}`} y={label.y + 13} className="way">
                {label.lines.map((line, n) => (
                  <tspan key={line} x={label.x + 4} dy={n === 0 ? 0 : 16}>
                    {line}
                  </tspan>
                ))}
              </text>
            ),
        )}
        {states.map(({ id, zh, x, y, width: wide, height: high }) => {
          const been = stretches.filter(({ phase }) => phase === id)
          const said = id === now ? `现处，${been.at(-1)?.from} 起` : been.length > 0 ? `✓ ${been.at(-1)?.from}` : ''
          return (
            <a key={id} href={`#state-${id}`} className={id === now ? 'state now' : been.length > 0 ? 'state been' : 'state'}>
              <rect x={x} y={y} width={wide} height={high} />
              <text x={x + wide / 2} y={y + (said ? 20 : 28)}>
                {zh}
              </text>
              {said && (
                <text x={x + wide / 2} y={y + 37} className="when">
                  {said}
                </text>
              )}
            </a>
          )
        })}
      </svg>
    </div>
  )
}

type Box = ChartView['drawing']['states'][number]

/** Does this box hold the state: by where they are drawn? */
function isIn(stages: readonly Box[], states: readonly Box[], place: string, phase: string | undefined): boolean {
  const [box, state] = [stages.find(({ id }) => id === place), states.find(({ id }) => id === phase)]
  return Boolean(
    box &&
      state &&
      box.x <= state.x &&
      box.y <= state.y &&
      state.x + state.width <= box.x + box.width &&
      state.y + state.height <= box.y + box.height,
  )
}

/** The head of an arrow, drawn by hand. */
function headOf(points: readonly Point[]): string {
  const [before, end] = points.slice(-2)
  if (!before || !end) return ''
  const angle = Math.atan2(end.y - before.y, end.x - before.x)
  const at = (turn: number) => `${end.x - 8 * Math.cos(angle + turn)} ${end.y - 8 * Math.sin(angle + turn)}`
  return `M${end.x} ${end.y}L${at(-0.4)}L${at(0.4)}Z`
}
