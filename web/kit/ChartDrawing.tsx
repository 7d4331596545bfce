/** @jsxRuntime automatic */
import type { ReactNode } from 'react'
import type { Stretch } from '#dossier/timeline'
import type { Box, DrawnChart } from '#penalty/drawing'

type Props = Readonly<{
  drawing: DrawnChart
  /** What it shows, for who cannot see it. */
  title: string
  /** Where its content stands in words. */
  children?: string
  /** Where a matter has been. */
  stretches?: readonly Stretch[]
  /** Where a state leads, when it leads anywhere. */
  href?: (state: string) => string
}>

/** The chart as it is drawn 流程图: an image of itself, or, where its states lead somewhere, a picture of links. */
export function ChartDrawing({ drawing, title, children, stretches = [], href }: Props) {
  const { width, height, states, stages, arrows } = drawing
  const now = stretches.at(-1)?.phase
  const holds = (place: string, phase: string | undefined) => place === phase || isIn(stages, states, place, phase)
  const gone = (from: string, to: string) => stretches.some(({ phase }, n) => holds(from, phase) && holds(to, stretches[n + 1]?.phase))
  return (
    <svg
      viewBox={`-6 -6 ${width + 12} ${height + 12}`}
      width={width + 12}
      height={height + 12}
      role={href ? undefined : 'img'}
      aria-labelledby="chart-title"
      aria-describedby={children ? 'chart-desc' : undefined}
    >
      <title id="chart-title">{title}</title>
      {children ? <desc id="chart-desc">{children}</desc> : null}
      {stages.map(({ id, x, y, width: wide, height: high }) => (
        <rect key={id} className="stage" x={x} y={y} width={wide} height={high} />
      ))}
      {arrows.map(({ from, to, points }) => (
        <g key={`${from} ${to}`} className={gone(from, to) ? 'arrow gone' : 'arrow'}>
          <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} />
          <path d={headOf(points)} className="tip" />
        </g>
      ))}
      {stages.map(({ id, zh, x, y }) => (
        <text key={id} className="stage" x={x + 10} y={y + 20}>
          {zh}
        </text>
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
      {states.map((state) => {
        const been = stretches.filter(({ phase }) => phase === state.id)
        const said = state.id === now ? `现处，${been.at(-1)?.from} 起` : been.length > 0 ? `✓ ${been.at(-1)?.from}` : ''
        const look = state.id === now ? 'state now' : been.length > 0 ? 'state been' : 'state'
        return (
          <State key={state.id} look={look} href={href?.(state.id)}>
            <rect x={state.x} y={state.y} width={state.width} height={state.height} />
            <text x={state.x + state.width / 2} y={state.y + (said ? 20 : 28)}>
              {state.zh}
            </text>
            {said && (
              <text x={state.x + state.width / 2} y={state.y + 37} className="when">
                {said}
              </text>
            )}
          </State>
        )
      })}
    </svg>
  )
}

const State = ({ look, href, children }: { look: string; href: string | undefined; children: ReactNode }) =>
  href ? (
    <a href={href} className={look}>
      {children}
    </a>
  ) : (
    <g className={look}>{children}</g>
  )

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

/** To a tenth: no eye tells more, and the page stays small. */
const tenth = (n: number): number => Math.round(n * 10) / 10

/** The head of an arrow, drawn by hand. */
function headOf(points: DrawnChart['arrows'][number]['points']): string {
  const [before, end] = points.slice(-2)
  if (!before || !end) return ''
  const angle = Math.atan2(end.y - before.y, end.x - before.x)
  const at = (turn: number) => `${tenth(end.x - 8 * Math.cos(angle + turn))} ${tenth(end.y - 8 * Math.sin(angle + turn))}`
  return `M${end.x} ${end.y}L${at(-0.4)}L${at(0.4)}Z`
}
