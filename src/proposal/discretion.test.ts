import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { ClauseId } from '#law/clause'
import { parseYuan, times } from '#law/money'
import { isRefusal, type Refusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { on, type Span } from '#policy/law'
import { lawOf } from '#policy/load'
import type { Pack } from '#policy/pack'
import { type Discretion, deviationUnapproved, fineAmiss, rangeOf, within } from '#proposal/discretion'
import type { Penalty, Substance } from '#proposal/proposal'
import { hash } from '#server/digest'
import { allowed, before, health, medical, ordinary, packs, placeOf, play, refused, step, walk } from '../../test/ordinary.ts'

type Said = Pick<Substance, 'basis' | 'circumstances' | 'penalties' | 'payable'> & Readonly<{ discretion?: readonly Discretion[] }>
const days = on('2026-03-11')
const yuan = (text: string): number => parseYuan(text) ?? assert.fail(text)
const fine = (text: string): Penalty => ({ kind: 'fine', fen: yuan(text) })

/** A fine on one basis, and nothing else said. */
const fined = (basis: ClauseId, amount: string, more: Partial<Said> = {}): Said => ({
  basis: [basis],
  circumstances: [],
  penalties: [{ kind: 'warning' }, ...(amount ? [fine(amount)] : [])],
  payable: [],
  ...more,
})
const waste = (amount: string, more: Partial<Said> = {}) => fined('YFT-46-1-2', amount, more)
const returned = (basis: ClauseId, amount: string, loss: string, more: Partial<Said> = {}) =>
  fined(basis, amount, { payable: [{ line: 'refund', fen: yuan(loss), account: 'fund' }], ...more })
const gained = (amount: string, gains: string) =>
  fined('JBF-99-1', '', { penalties: [fine(amount), ...(gains ? [{ kind: 'confiscateGains', fen: yuan(gains) } as const] : [])] })

const code = (refusal: Refusal | undefined): string | undefined => refusal?.code
const inHealth = (said: Said, at = days) => code(fineAmiss(said, health.law, at))
const inMedical = (said: Said, at = days) => code(fineAmiss(said, medical.law, at))
const mitigating = { circumstances: [{ text: '主动消除危害后果', clause: 'CFF-32-1-1' as ClauseId }] }

describe('倍数和比例以分计算', () => {
  const double: Span = { in: 'times', of: 'fraud', least: '2', most: '5' }
  test('骗取3282.80元，二倍以上五倍以下', () => assert.deepEqual(rangeOf(double, 328_280), { leastFen: 656_560, mostFen: 1_641_400 }))
  test('三点五倍恰为11489.80元', () => assert.equal(times(328_280, '3.5'), 1_148_980))
  test('百分比不足一分的四舍五入，只在最后舍入一次', () =>
    assert.deepEqual(rangeOf({ in: 'percent', of: 'value', least: '0.5', most: '12.5' }, 333), { leastFen: 2, mostFen: 42 }))
  test('没有基数，不知幅度', () => assert.equal(rangeOf(double), undefined))
  test('违法所得不足一万元的，按一万元计算', () => {
    const span: Span = { in: 'times', of: 'gains', least: '5', most: '20', countedAsFen: 1_000_000 }
    assert.deepEqual(rangeOf(span, 1), rangeOf(span, 1_000_000))
    assert.deepEqual(rangeOf(span), rangeOf(span, 1_000_000))
    assert.deepEqual(rangeOf(span, 1_030_000), { leastFen: 5_150_000, mostFen: 20_600_000 })
  })
  test('两端都在幅度之内', () => {
    const range = { leastFen: 100, mostFen: 200 }
    assert.deepEqual(
      [99, 100, 200, 201].map((fen) => within(range, fen)),
      [false, true, true, false],
    )
  })
  test('基数越大，幅度越高；下限不高于上限', () =>
    fc.assert(
      fc.property(fc.nat(1e12), fc.nat(1e12), (a, b) => {
        const [low, high] = [rangeOf(double, Math.min(a, b)), rangeOf(double, Math.max(a, b))]
        assert.ok(low && high && low.leastFen <= low.mostFen && low.mostFen <= high.mostFen && low.leastFen <= high.leastFen)
      }),
      { numRuns: 200 },
    ))
})

describe('医疗废物管理条例 第四十六条 五千元以下；逾期不改正的五千元以上三万元以下', () => {
  const overdue = { discretion: [{ basis: 'YFT-46-1-2' as ClauseId, case: 'overdue' }] }
  test('五千元以下', () => {
    assert.equal(inHealth(waste('2100')), undefined)
    assert.equal(inHealth(waste('5000')), undefined)
    assert.equal(inHealth(waste('5000.01')), 'fine-out-of-range')
  })
  test('可以并处：只给予警告的，不低于幅度', () => assert.equal(inHealth(waste('')), undefined))
  test('逾期不改正的，写明情形', () => {
    assert.equal(inHealth(waste('30000', overdue)), undefined)
    assert.equal(inHealth(waste('30000.01', overdue)), 'fine-out-of-range')
    assert.equal(inHealth(waste('4999.99', overdue)), 'fine-below-unmitigated')
    assert.equal(inHealth(waste('', overdue)), 'fine-below-unmitigated')
  })
  test('没有的情形', () => assert.equal(inHealth(waste('2100', { discretion: [{ basis: 'YFT-46-1-2', case: 'x' }] })), 'discretion-case'))
  test('裁量说明写的是别的依据', () =>
    assert.equal(inHealth(waste('2100', { discretion: [{ basis: 'YJG22-46' }] })), 'discretion-of-other'))
  test('引用处罚法不妨碍核对幅度；引用没有登记幅度的条文，上限不明', () => {
    assert.equal(inHealth(waste('6000', { basis: ['YFT-46-1-2', 'CFF-28-1'] })), 'fine-out-of-range')
    assert.equal(inHealth(waste('6000', { basis: ['YFT-46-1-2', 'YFT-16-1'] })), undefined)
  })
})

describe('基本医疗卫生与健康促进法 第九十九条 违法所得五倍以上二十倍以下', () => {
  test('违法所得10300元，罚款51500元恰为五倍', () => {
    assert.equal(inHealth(gained('51500', '10300')), undefined)
    assert.equal(inHealth(gained('51499.99', '10300')), 'fine-below-unmitigated')
    assert.equal(inHealth(gained('206000.01', '10300')), 'fine-out-of-range')
  })
  test('没有违法所得的，按一万元计算', () => {
    assert.equal(inHealth(gained('50000', '')), undefined)
    assert.equal(inHealth(gained('49999', '300')), 'fine-below-unmitigated')
  })
})

describe('医疗保障基金使用监督管理条例 第三十八条、第四十条', () => {
  test('骗取的，二倍以上五倍以下', () => {
    assert.equal(inMedical(returned('YBTL-40-1-3', '11489.80', '3282.80')), undefined)
    assert.equal(inMedical(returned('YBTL-40-1-3', '6565.59', '3282.80')), 'fine-below-unmitigated')
    assert.equal(inMedical(returned('YBTL-40-1-3', '16414.01', '3282.80')), 'fine-out-of-range')
  })
  test('公开案例的五倍都在幅度之内', () => {
    assert.equal(inMedical(returned('YBTL-40-1-3', '13580', '2716')), undefined)
    assert.equal(inMedical(returned('YBTL-40-1-2', '16180', '3236')), undefined)
  })
  test('造成损失的，一倍以上二倍以下', () => {
    assert.equal(inMedical(returned('YBTL-38-1-3', '3282.80', '3282.80')), undefined)
    assert.equal(inMedical(returned('YBTL-38-1-3', '6565.61', '3282.80')), 'fine-out-of-range')
  })
  test('没有造成损失的，不得罚款', () =>
    assert.equal(inMedical(fined('YBTL-38-1-3', '100', { discretion: [{ basis: 'YBTL-38-1-3', case: 'no-loss' }] })), 'fine-out-of-range'))
  test('没有写明金额的，不能计算；退回在前的，写明骗取金额', () => {
    assert.equal(inMedical(fined('YBTL-40-1-3', '13580')), 'fine-base-missing')
    assert.equal(inMedical(fined('YBTL-40-1-3', '13580', { discretion: [{ basis: 'YBTL-40-1-3', baseFen: 271_600 }] })), undefined)
  })
  test('同一条的两项，一个幅度', () =>
    assert.equal(inMedical(returned('YBTL-40-1-3', '13580', '2716', { basis: ['YBTL-40-1-2', 'YBTL-40-1-3'] })), undefined))
})

describe('行政处罚法 第三十二条 减轻处罚', () => {
  test('有减轻的情形和条款，可以低于幅度', () => {
    assert.equal(inMedical(returned('YBTL-40-1-3', '3282.80', '3282.80', mitigating)), undefined)
    assert.equal(inMedical(returned('YBTL-40-1-3', '', '3282.80', mitigating)), undefined)
  })
  test('减轻不能高于幅度', () => assert.equal(inHealth(waste('6000', mitigating)), 'fine-out-of-range'))
  test('别的条款不是减轻的情形', () =>
    assert.equal(
      inMedical(returned('YBTL-40-1-3', '3282.80', '3282.80', { circumstances: [{ text: '初次', clause: 'CFF-33-1' }] })),
      'fine-below-unmitigated',
    ))
  test('拒绝时说明幅度，并引用条文和第三十二条', () => {
    const refusal = fineAmiss(returned('YBTL-40-1-3', '1', '3282.80'), medical.law, days)
    assert.ok(refusal?.zh.includes('6,565.60 元以上16,414 元以下'))
    assert.deepEqual(refusal?.clauses, ['YBTL-40', 'CFF-30', 'CFF-31', 'CFF-32'])
  })
})

describe('没有登记幅度的', () => {
  test('不作判断', () => assert.equal(inHealth(fined('YFT-16-1', '999999')), undefined))
  test('违法行为在施行以前的，不作判断', () => assert.equal(inHealth(fined('YJG22-47', '1'), on('2022-04-30')), undefined))
})

describe('行政处罚法 第三十七条 从旧兼从轻', () => {
  const row = (from: string, to: string | undefined, most: number) => ({
    ...{ from, by: 'violation', local: 'fixed', clauses: ['YFT-46'], source: '演示数据' },
    ...(to ? { to } : {}),
    cases: [{ id: 'in-term', zh: '', span: { in: 'fen', least: 0, most }, may: true }],
  })
  const change = (before: number, after: number) =>
    placeOf('health', 'wanzhou-health', {
      ranges: { 'YFT-16': [row('2020-01-01', '2025-12-31', before), row('2026-01-01', undefined, after)] },
    } as never).law
  const across = { violation: '2025-06-01', step: '2026-03-11', decision: '2026-03-11' }
  test('新规定较轻的，适用新规定', () =>
    assert.equal(code(fineAmiss(fined('YFT-16-1', '3000'), change(500_000, 200_000), across)), 'fine-out-of-range'))
  test('新规定较重的，适用行为时的规定', () =>
    assert.equal(code(fineAmiss(fined('YFT-16-1', '3000'), change(200_000, 500_000), across)), 'fine-out-of-range'))
})

describe('国办发〔2022〕27号（十二）裁量权基准', () => {
  const grades = [
    { id: 'lighter', zh: '从轻', when: '仅一处，及时改正', case: 'in-term', span: { in: 'fen', least: 0, most: 150_000 } },
    { id: 'normal', zh: '一般', when: '二处以上', case: 'in-term', span: { in: 'fen', least: 150_000, most: 350_000 } },
  ]
  const madeBy = (maker: 'own' | 'superior') =>
    placeOf('health', 'wanzhou-health', {
      benchmarks: {
        'YFT-46': [{ from: '2020-01-01', by: 'decision', local: 'free', clauses: ['CFF-34'], source: '演示数据', maker, grades }],
      },
    } as never).law
  const own = madeBy('own')
  const graded = (grade: string, deviation?: Discretion['deviation']) => ({
    discretion: [{ basis: 'YFT-46-1-2' as ClauseId, grade, ...(deviation ? { deviation } : {}) }],
  })
  const reason = { reason: '三处且拒不配合' }
  const amiss = (said: Said, law = own, at = days) => code(fineAmiss(said, law, at))

  test('WD-4-2-3、ZR-3-2-2-3 有基准的，写明适用的档次', () => {
    assert.equal(amiss(waste('2100')), 'benchmark-ungraded')
    assert.equal(amiss(waste('2100', graded('x'))), 'benchmark-ungraded')
    assert.equal(amiss(waste('2100', graded('normal'))), undefined)
  })
  test('二〇二二年七月二十九日以前没有这一要求', () => {
    assert.equal(amiss(waste('2100'), own, on('2022-07-28')), undefined)
    assert.equal(amiss(waste('2100'), own, on('2022-07-29')), 'benchmark-ungraded')
  })
  test('WD-4-2-3、ZR-3-2-2-3 不按档次的，写明理由', () => {
    assert.equal(amiss(waste('4000', graded('normal'))), 'off-benchmark-unreasoned')
    assert.equal(amiss(waste('4000', graded('normal', reason))), undefined)
  })
  test('ZR-3-2-2-1 省里修订的标准，下级一并适用；修订以前的行为，按原来的标准', () => {
    const version = (from: string, to: string | undefined, most: number) => ({
      ...{
        from,
        ...(to ? { to } : {}),
        by: 'violation' as const,
        local: 'stricter' as const,
        clauses: ['CFF-34'] as const,
        source: '省标准',
      },
      ...{ maker: 'own' as const, grades: [{ ...grades[0], span: { in: 'fen' as const, least: 0, most } }] as never },
    })
    const own = packs.packs.get('jilin-health') as Pack
    const benchmarks = { 'YFT-46': [version('2020-01-01', '2025-12-31', 150_000), version('2026-01-01', undefined, 300_000)] }
    const province = { ...own, rules: { ...own.rules, benchmarks } } as unknown as Pack
    const siping = lawOf(packs, 'siping-health', hash, {}, [], province)
    const done = (violation: string) => ({ violation, step: '2026-03-11', decision: '2026-03-11' })
    assert.equal(amiss(waste('2000'), siping, done('2026-01-01')), 'benchmark-ungraded')
    assert.equal(amiss(waste('2000', graded('lighter')), siping, done('2026-01-01')), undefined)
    assert.equal(amiss(waste('2000', graded('lighter')), siping, done('2025-12-31')), 'off-benchmark-unreasoned')
  })
  test('写明理由也不能超出法定幅度', () => assert.equal(amiss(waste('6000', graded('normal', reason))), 'fine-out-of-range'))
  test('上级的基准，须经制定机关批准', () => {
    const superior = madeBy('superior')
    assert.equal(amiss(waste('4000', graded('normal', reason)), superior), 'superior-benchmark')
    assert.equal(amiss(waste('4000', graded('normal', { ...reason, approval: '某卫函〔2026〕1号' })), superior), undefined)
  })
  test('没有基准的情形，不问档次', () =>
    assert.equal(amiss(waste('10000', { discretion: [{ basis: 'YFT-46-1-2', case: 'overdue' }] })), undefined))
  test('调整适用，经主要负责人批准或者集体讨论通过', () => {
    const off = waste('4000', graded('normal', reason))
    const by = (mainHead: boolean, discussed: boolean, said = off) => code(deviationUnapproved(said, own, days, { mainHead, discussed }))
    assert.equal(by(false, false), 'off-benchmark-unapproved')
    assert.equal(by(true, false), undefined)
    assert.equal(by(false, true), undefined)
    assert.equal(by(false, false, waste('2100', graded('normal'))), undefined)
  })
  test('拒绝引用第十二项', () => {
    const refusal = fineAmiss(waste('4000', graded('normal')), own, days)
    assert.ok(isRefusal(refusal) && refusal.clauses.includes('G27-12'))
  })

  test('负责人不能自行决定调整，主要负责人可以；集体讨论通过的，负责人可以', () => {
    const place = { ...health, law: { ...health.law, benchmarks: own.benchmarks } }
    const { penalties, payable, ...rest } = (ordinary.propose?.input as { substance: Substance } | undefined)?.substance ?? assert.fail()
    const substance = { ...rest, penalties, payable, ...graded('lighter', { reason: '多次教育后仍不改正' }) }
    const ready = walk(place, before(ordinary, 'decide', { change: { propose: { substance } } }))
    const day = '2026-03-18'
    const decide = (matter: Matter, by: string) => play(place, matter, step('penalty.decide', { opinion: '同意' }, by, day))
    refused(decide(ready, 'sun'), 'off-benchmark-unapproved', 'G27-12')
    allowed(decide(ready, 'zhou'))
    const views = [{ who: 'sun', view: '同意调整' }]
    const discussed = walk(
      place,
      [
        step('decision.discuss', { present: ['sun', 'zhou'], views, conclusion: '同意调整适用' }, 'sun', day),
        step('decision.signMinutes', {}, 'zhou', day),
      ],
      ready,
    )
    allowed(decide(discussed, 'sun'))
  })
})
