/** @jsxRuntime automatic */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PublicDecision } from '#publication/public'
import { countOf, isLate, marginOf, ordinalOf } from '#web/portal/punctuality.ts'
import { TermRuler } from '#web/portal/TermRuler.tsx'

type Kept = Pick<PublicDecision, 'decidedOn' | 'publishedOn' | 'term'>
type Cells = PublicDecision['term']['days']

const clauses = [{ id: 'CFF-48-1', cite: '《行政处罚法》第四十八条第一款' }] as const
/** From 12 November 2026, a Thursday: seven working days end on Monday 23. */
const november: Cells = [
  { day: '2026-11-13', counted: true, n: 1 },
  { day: '2026-11-14', counted: false, why: '休息日' },
  { day: '2026-11-15', counted: false, why: '休息日' },
  { day: '2026-11-16', counted: true, n: 2 },
  { day: '2026-11-17', counted: true, n: 3 },
  { day: '2026-11-18', counted: true, n: 4 },
  { day: '2026-11-19', counted: true, n: 5 },
  { day: '2026-11-20', counted: true, n: 6 },
  { day: '2026-11-21', counted: false, why: '休息日' },
  { day: '2026-11-22', counted: false, why: '休息日' },
  { day: '2026-11-23', counted: true, n: 7 },
]
const ordinary: Kept = {
  decidedOn: '2026-11-12',
  publishedOn: '2026-11-17',
  term: { value: 7, unit: '工作日', due: '2026-11-23', nth: 3, days: november, clauses },
}
const late: Kept = {
  ...ordinary,
  publishedOn: '2026-11-25',
  term: {
    ...ordinary.term,
    nth: 9,
    days: [...november, { day: '2026-11-24', counted: true, n: 8 }, { day: '2026-11-25', counted: true, n: 9 }],
  },
}
const reached = ({ term, publishedOn }: Kept) => ({ ...term, publishedOn })
const cells = (kept: Kept) =>
  [
    ...renderToStaticMarkup(<TermRuler decision={kept} />).matchAll(
      /<li(?: class="([^"]*)")?><i>([^<]*)<\/i><b>(\d+)<\/b><i>([^<]*)<\/i>/g,
    ),
  ].map(([, look = '', head, day, foot]) => [look, head, day, foot].join('|'))

describe('行政处罚决定的公示期限', () => {
  test('期限内公示的，是按期', () => {
    assert.equal(isLate(reached(ordinary)), false)
    assert.equal(marginOf(reached(ordinary)), '比期满早 4 个工作日')
  })
  test('期满当日公示的，也是按期', () => {
    const last = { ...reached(ordinary), nth: 7, publishedOn: '2026-11-23' }
    assert.equal(isLate(last), false)
    assert.equal(marginOf(last), '正是期满当日')
  })
  test('期满以后公示的，是超期，写明超了几日', () => {
    assert.equal(isLate(reached(late)), true)
    assert.equal(marginOf(reached(late)), '超期 2 个工作日')
  })
  test('期满后的休息日公示，也是超期', () => {
    assert.equal(marginOf({ ...reached(ordinary), due: '2026-11-20', nth: 7, publishedOn: '2026-11-21' }), '超期')
  })
  test('决定当日公示的，不算第几日', () => assert.equal(ordinalOf({ nth: 0, unit: '工作日' }), '决定当日'))
  test('按日计算的期限，不说工作日', () => assert.equal(ordinalOf({ nth: 20, unit: '日' }), '第 20 日'))
})

describe('期限尺', () => {
  test('一格一天，决定之日在前，不计的写“休”，公示之日和最后一日各有标记', () => {
    assert.deepEqual(cells(ordinary), [
      'decided|11月|12|决定',
      '|五|13|第1',
      'off|六|14|休',
      'off|日|15|休',
      '|一|16|第2',
      'published|二|17|公示',
      '|三|18|第4',
      '|四|19|第5',
      '|五|20|第6',
      'off|六|21|休',
      'off|日|22|休',
      'due|一|23|期满',
    ])
  })
  test('超期的，尺画到公示之日为止', () => {
    assert.deepEqual(cells(late).slice(-3), ['due|一|23|期满', 'over|二|24|第8', 'published over|三|25|公示'])
  })
  test('尺上没有公示之日的，补上', () => {
    const cut = { ...late, term: { ...late.term, days: november } }
    assert.equal(cells(cut).at(-1), 'published over|三|25|公示')
  })
  test('节日写名称，换月写月份，决定之日已在其中的不重复', () => {
    const holiday: Kept = {
      decidedOn: '2026-09-30',
      publishedOn: '2026-10-08',
      term: {
        ...ordinary.term,
        due: '2026-10-16',
        nth: 1,
        days: [
          { day: '2026-09-30', counted: false, why: '决定当日' },
          { day: '2026-10-01', counted: false, why: '国庆节' },
          { day: '2026-10-08', counted: true, n: 1 },
        ],
      },
    }
    assert.deepEqual(cells(holiday), ['decided|9月|30|决定', 'off|10月|1|国庆节', 'published|四|8|公示'])
    assert.match(countOf(holiday), /国庆节不计/)
  })
  test('同一句话写给看不见尺的人', () => {
    const sentence =
      '2026年11月12日作出决定，从次日起算；休息日不计；2026年11月17日公示，是第 3 个工作日；期限 7 个工作日，2026年11月23日期满；比期满早 4 个工作日'
    assert.equal(countOf(ordinary), sentence)
    const html = renderToStaticMarkup(<TermRuler decision={ordinary} />)
    assert.ok(html.startsWith(`<div role="img" aria-label="${sentence}"><ol class="ruler" aria-hidden="true">`))
  })
})
