import { AXIS, BAR, FLAG, GUTTER, LABEL, type Layout, type PlacedFlag, type Spot, standingZh } from '#web/desk/case/timeline/layout.ts'
import type { Look } from '#web/kit/Status.tsx'

const signs: Readonly<Record<Look, string>> = { info: '●', ok: '✓', warn: '!', bad: '×', idle: '○' }

/** The line as it is drawn; what it says, its marks and its table say too. */
export const Drawing = ({ layout: { width, height, bar, ticks, flags, stretches, strips, today, year, breaks } }: { layout: Layout }) => (
  <div aria-hidden="true">
    <svg className="line-drawing" viewBox={`0 0 ${width} ${height}`} width="100%">
      <title>全程时间轴</title>
      {today !== null && <rect x={today} y={AXIS} width={Math.max(0, width - today)} height={height - AXIS} className="ahead" />}
      {ticks.map(({ x, zh }) => (
        <g key={x}>
          <line x1={x} x2={x} y1={AXIS - 6} y2={height} className="tick" />
          <text x={x + 4} y={AXIS - 10} className="minor">
            {zh}
          </text>
        </g>
      ))}
      <line x1={0} x2={width} y1={AXIS} y2={AXIS} className="hair" />
      {breaks.map(({ key, x, zh }) => (
        <g key={key}>
          <rect x={x - 26} y={AXIS - 8} width={52} height={16} className="break" />
          <path d={`M${x - 30} ${AXIS + 5}l6 -10M${x + 24} ${AXIS + 5}l6 -10`} className="hair" />
          <text x={x} y={AXIS + 4} className="minor middle">
            {zh}
          </text>
        </g>
      ))}
      <text x={0} y={AXIS - 10} className="minor">
        {year} 年
      </text>
      <text x={0} y={AXIS + 24} className="lane">
        期限
      </text>
      {flags.map(({ flag, x, y }) => (
        <line key={keyOf(flag)} x1={x} x2={x} y1={y ?? bar - 6} y2={bar + BAR} className={`pole ${standingZh(flag).look}`} />
      ))}
      {stretches.map(({ key, zh, left, width: wide, fits, current }) => (
        <g key={key} className={current ? 'stretch now' : 'stretch'}>
          <rect x={left} y={bar} width={wide} height={BAR} />
          {fits && (
            <text x={left + wide / 2} y={bar + 16}>
              {zh}
            </text>
          )}
        </g>
      ))}
      {today !== null && (
        <g className="today">
          <line x1={today} x2={today} y1={AXIS} y2={height} />
          <rect x={Math.min(today - 22, width - 44)} y={2} width={44} height={20} />
          <text x={Math.min(today, width - 22)} y={16}>
            今天
          </text>
        </g>
      )}
      {flags.map((placed) => (
        <Flag key={keyOf(placed.flag)} placed={placed} />
      ))}
      {strips.map(({ id, zh, spots, top }) => (
        <g key={id}>
          <line x1={0} x2={width} y1={top} y2={top} className="hair" />
          <text x={0} y={top + 18} className="lane">
            {zh}
          </text>
          {spots.map((spot) => (
            <g key={spot.from}>
              {id === 'papers' ? <Sheet x={spot.x} y={top + 13} /> : <Point spot={spot} y={top + 13} />}
              {spot.label && (
                <text x={spot.label.x} y={top + 38 + spot.label.row * LABEL}>
                  {spot.label.text}
                </text>
              )}
            </g>
          ))}
        </g>
      ))}
      <line x1={GUTTER - 10} x2={GUTTER - 10} y1={AXIS} y2={height} className="hair" />
    </svg>
  </div>
)

const keyOf = ({ key, from, due }: PlacedFlag['flag']): string => `${key} ${from} ${due}`

function Flag({ placed: { flag, left, width, y } }: { placed: PlacedFlag }) {
  if (y === null) return null
  const { look, zh } = standingZh(flag)
  return (
    <g className={`flag ${look}`}>
      <rect x={left} y={y} width={width} height={FLAG} />
      <text x={left + 7} y={y + 15} className="sign">
        {signs[look]}
      </text>
      <text x={left + 22} y={y + 15}>
        <tspan className="strong">
          {flag.due.slice(5)} {flag.zh}
        </tspan>
        <tspan className="state">　{zh}</tspan>
      </text>
      <text x={left + 7} y={y + 30} className="clause">
        {flag.clauses[0]?.cite}
      </text>
    </g>
  )
}

function Point({ spot: { x, marks }, y }: { spot: Spot; y: number }) {
  const turn = marks.some((mark) => mark.turn)
  return (
    <g className={turn ? 'point turn' : 'point'}>
      <circle cx={x} cy={y} r={marks.length > 1 ? 8 : 5} />
      {marks.length > 1 && (
        <text x={x} y={y + 4}>
          {marks.length > 99 ? '…' : marks.length}
        </text>
      )}
    </g>
  )
}

/** A sheet of paper, its corner turned. */
const Sheet = ({ x, y }: { x: number; y: number }) => (
  <path d={`M${x - 6} ${y - 8}h8l4 4v12h-12zM${x + 2} ${y - 8}v4h4`} className="sheet" />
)
