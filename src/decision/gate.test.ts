import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isRefusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import type { Register } from '#register/register'
import {
  allowed,
  before,
  but,
  checks,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  passed,
  placeOf,
  play,
  refused,
  returned,
  type Step,
  step,
  submitted,
  substance,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string, change: Readonly<Record<string, object>> = {}, without: readonly string[] = []) =>
  walk(health, before(ordinary, end, { change, without }))
const decide = (matter: Matter, today = '2026-03-18', place: Place = health, input: object = {}) =>
  play(place, matter, but(ordinary, 'decide', input, { today }))
const on = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
const day = '2026-03-18'

describe('普通程序，没有人陈述，不属于审核和讨论的情形', () => test('期满之后可以决定', () => allowed(decide(at('decide')))))

describe('行政处罚法 第六十二条 未告知、未听取意见的，不得作出决定', () => {
  test('WZ-JL-16-25 没有告知', () => refused(decide(at('notify')), 'notice-missing', 'CFF-44', 'CFF-62'))
  test('告知尚待第二名执法人员确认', () => refused(decide(at('confirmNotice')), 'notice-unconfirmed', 'CFF-42-1', 'CFF-62'))
  test('告知的是另一份拟处理意见', () => {
    const changed = but(ordinary, 'propose', { substance: { ...substance, benchmark: '一般' } }, { today: '2026-03-13' })
    refused(decide(on(at('decide'), changed)), 'notice-of-other', 'CFF-44', 'CFF-62')
  })
  test('重新提出同样的内容，原来的告知有效', () => allowed(decide(on(at('decide'), but(ordinary, 'propose', {}, { today: '2026-03-13' })))))

  test('陈述申辩期满当日不得决定，次日可以', () => {
    assert.equal(at('decide').hearing.notices[0]?.statementTerm.due, '2026-03-17')
    refused(decide(at('decide'), '2026-03-17'), 'party-unheard', 'CFF-62', 'CFF-45-1')
    allowed(decide(at('decide'), '2026-03-18'))
  })

  const waive = (what: string) => step('hearing.waive', { what, proof: '书面放弃', on: '2026-03-13' }, 'li', '2026-03-13')
  const confirmed = step('case.confirm', { record: 'waiver:1' }, 'wang', '2026-03-13')
  test('明确放弃的，可以提前决定；放弃须经第二名执法人员确认', () => {
    refused(decide(on(at('decide'), waive('statement')), '2026-03-13'), 'party-unheard', 'CFF-62')
    allowed(decide(on(at('decide'), waive('statement'), confirmed), '2026-03-13'))
  })

  const heavy = {
    ...substance,
    discretion: [{ basis: 'YFT-46-1-2', case: 'overdue' }],
    penalties: [{ kind: 'fine', fen: 1_000_000 }],
    payable: [{ line: 'fine', fen: 1_000_000, account: 'treasury' }],
  }
  const tells = ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right']
  const offered = () => at('decide', { propose: { substance: heavy }, notify: { tells } })
  test('要求听证的期限未满，不得决定', () => {
    refused(decide(offered(), '2026-03-19'), 'hearing-term-runs', 'CFF-64-1-1')
    refused(decide(on(offered(), waive('statement'), confirmed), '2026-03-19'), 'hearing-term-runs', 'CFF-64-1-1')
    refused(decide(offered(), '2026-03-20'), 'discussion-missing')
  })
  test('放弃听证不等于放弃陈述', () => {
    refused(decide(on(offered(), waive('hearing'), confirmed), '2026-03-13'), 'party-unheard', 'CFF-62')
    refused(decide(on(offered(), waive('both'), confirmed), '2026-03-13'), 'discussion-missing')
  })
  test('说过话不等于放弃听证', () =>
    refused(decide(on(offered(), ...spoken('2026-03-13')), '2026-03-13'), 'hearing-term-runs', 'CFF-64-1-1'))
})

const said = (today: string) => step('hearing.state', { points: ['已经改正'], on: today }, 'li', today)
const stood = (today: string, no = 1) => step('case.confirm', { record: `statement:${no}` }, 'wang', today)
const answered = (today: string, no = 1) =>
  step('hearing.answer', { statement: no, answers: [{ accepted: true, why: '属实，从轻' }] }, 'li', today)
const spoken = (today: string) => [said(today), stood(today), answered(today)]

describe('行政处罚法 第四十五条 对当事人提出的每一点都有答复', () => {
  test('没有复核的', () => refused(decide(on(at('decide'), said(day), stood(day))), 'points-unanswered', 'CFF-45-1'))
  test('记录尚待确认的', () => refused(decide(on(at('decide'), said(day), answered(day))), 'statement-unconfirmed', 'CFF-42-1', 'CFF-45-1'))
  test('听取并逐点答复之后，不必等期满', () => allowed(decide(on(at('decide'), ...spoken('2026-03-13')), '2026-03-13')))
})

describe('行政处罚法 第五十八条 未经法制审核或者审核未通过的，不得作出决定', () => {
  const complex = { traits: { complex: '涉及两个法律关系' } }
  const due = () => at('decide', { propose: complex })
  const reviewed = (matter = due()) => on(matter, submitted(day), passed(checks.health, day))
  /** Complex, reviewed and passed: then one more thing happens. */
  const after = (...steps: readonly Step[]) => decide(on(reviewed(), ...steps))

  test('YB-3-3-5-4 审核意见只以规定的文书出具：另附一份“审核意见”，不算审核', () => {
    const paper = { type: 'documentary', title: '法制审核意见书', text: '同意', collectedOn: '2026-03-05' }
    refused(decide(at('decide', { propose: complex, evidence: paper })), 'review-missing', 'CFF-58-1')
    allowed(decide(reviewed()))
  })
  test('SP-3-0-1、YB-3-3-0-1、ZR-3-2-1-7 属于应当审核的情形而没有审核', () =>
    refused(decide(due()), 'review-missing', 'C13-38-1-3', 'CFF-58-1'))
  test('SP-3-0-1、YB-3-3-0-1 正在审核', () => refused(decide(on(due(), submitted(day))), 'under-review', 'CFF-58-1', 'G118-13'))
  test('SP-3-0-2、YB-3-3-0-2、ZR-3-2-1-7 审核退回', () =>
    refused(decide(on(due(), submitted(day), returned(checks.health, day))), 'review-returned', 'CFF-58-1', 'G118-13'))
  test('审核通过，可以决定', () => allowed(decide(reviewed())))

  test('通过之后又有陈述申辩', () => refused(after(...spoken(day)), 'review-of-other', 'CFF-58-1'))
  test('通过之后改了答复', () => {
    const heard = on(due(), ...spoken(day))
    const other = step('hearing.answer', { statement: 1, answers: [{ accepted: false, why: '不属实' }] }, 'li', day)
    refused(decide(on(reviewed(heard), other)), 'review-of-other', 'CFF-58-1')
    allowed(decide(reviewed(heard)))
  })
  test('通过之后又有新证据', () => {
    const added = step('case.addEvidence', { type: 'electronic', title: '监控', text: '录像', collectedOn: day }, 'li', day)
    refused(after(added, step('case.confirm', { record: 'evidence:2' }, 'wang', day)), 'review-of-other', 'CFF-58-1')
  })
  test('YB-3-3-4-14 通过之后改了拟处理意见，重新告知也不够', () => {
    const change = { ...complex, substance: { ...substance, benchmark: '从重' } }
    const again = [
      but(ordinary, 'propose', change, { today: day }),
      but(ordinary, 'notify', { on: day }, { today: day }),
      step('case.confirm', { record: 'notice:2' }, 'wang', day),
    ]
    refused(decide(on(reviewed(), ...again), '2026-03-25'), 'review-of-other', 'CFF-58-1')
  })
  test('通过之后改了情形判断', () =>
    refused(after(but(ordinary, 'propose', { traits: { complex: '涉及三个法律关系' } }, { today: day })), 'review-of-other', 'CFF-58-1'))
  test('自愿送审被退回的，也不得决定', () =>
    refused(decide(on(at('decide'), submitted(day), returned(checks.health, day))), 'review-returned', 'CFF-58-1'))
  test('ZR-3-2-1-6、YB-3-3-3-1 一旦应当审核，改轻了也还应当审核', () => {
    const lighter = on(at('propose'), but(ordinary, 'propose', complex), but(ordinary, 'propose'))
    const told = on(lighter, but(ordinary, 'notify'), but(ordinary, 'confirmNotice'))
    refused(decide(told), 'review-missing', 'C13-38-1-3')
  })

  const listing = (entries: readonly object[]): Place => {
    const row = { from: '2026-01-01', entries, by: 'decision', local: 'free', clauses: ['G118-12'], source: '本机关目录' }
    const adopted = step('register.adopt', { family: 'catalogue', key: 'review.catalogue', rows: [row] }, 'zhou', day)
    return placeOf('health', 'wanzhou-health', granted(play<Register>(health, { amounts: health.law.amounts }, adopted)))
  }
  const listed = (entry: object) => {
    const place = listing([{ id: 'x', zh: '目录', ...entry }])
    const told = walk(place, before(ordinary, 'decide'))
    const outcome = decide(told, day, place)
    assert.equal(told.review.required.length > 0, isRefusal(outcome), '应当审核的，记明在案')
    return outcome
  }
  test('SP-3-2-7、WD-2-3-3-7 列入本机关重大执法决定目录的', () => {
    refused(listed({ fineAtLeastFen: 210_000 }), 'review-missing', 'G118-12')
    refused(listed({ kinds: ['warning'] }), 'review-missing', 'G118-12')
    allowed(listed({ fineAtLeastFen: 210_001 }))
  })
  test('SP-3-2-8、SP-3-2-11、WD-2-3-3-8、WD-2-3-3-11 目录的一项要整项符合：种类、金额', () => {
    allowed(listed({ fineAtLeastFen: 210_000, party: 'natural' }))
    allowed(listed({ fineAtLeastFen: 210_000, kinds: ['revoke'] }))
    refused(listed({ fineAtLeastFen: 210_000, party: 'organisation', kinds: ['fine'] }), 'review-missing')
  })
  const why = (outcome: unknown) => (isRefusal(outcome) ? outcome.zh : '')
  test('SP-3-2-9、WD-2-3-3-9 目录按执法层级分别列入', () => {
    refused(listed({ level: 'county' }), 'review-missing', 'G118-12')
    assert.match(why(listed({ level: 'county' })), /按执法层级/)
    allowed(listed({ level: 'city' }))
  })
  test('SP-3-2-10、WD-2-3-3-10 目录按所属领域分别列入：处罚依据是哪一部法律、法规', () => {
    refused(listed({ texts: ['JBF', 'YFT'] }), 'review-missing', 'G118-12')
    assert.match(why(listed({ texts: ['YFT'] })), /按所属领域/)
    allowed(listed({ texts: ['JBF'] }))
  })
  test('SP-3-2-12 目录按社会影响列入', () => {
    const place = listing([{ id: 'x', zh: '目录', impact: true }])
    const impact = but(ordinary, 'propose', { traits: { majorImpact: '媒体已经报道' } })
    const told = walk(place, [...before(ordinary, 'propose'), impact, but(ordinary, 'notify'), but(ordinary, 'confirmNotice')])
    refused(decide(told, day, place), 'review-missing', 'G118-12')
    assert.ok(told.review.required.length > 0)
    assert.match(why(decide(told, day, place)), /按社会影响/)
    allowed(listed({ impact: true }))
  })
})

describe('二〇二一年七月十五日前：普通程序的决定一律审核（行政处罚法2017 第三十八条第三款）', () => {
  const then = (today: string) => ({ today })
  const old = () =>
    walk(health, [
      but(ordinary, 'report', { violationOn: '2020-06-01' }, then('2020-06-03')),
      but(ordinary, 'apply', {}, then('2020-06-03')),
      but(ordinary, 'file', {}, { by: 'qian', ...then('2020-06-03') }),
      but(ordinary, 'evidence', { collectedOn: '2020-06-03' }, then('2020-06-03')),
      but(ordinary, 'confirmEvidence', {}, then('2020-06-03')),
      but(ordinary, 'conclude', {}, then('2020-06-04')),
      step('proposal.deliberate', { participants: ['li', 'wang', 'he'], opinion: '给予处罚' }, 'li', '2020-06-04'),
      but(ordinary, 'propose', {}, then('2020-06-05')),
      but(ordinary, 'notify', { on: '2020-06-08' }, then('2020-06-08')),
      but(ordinary, 'confirmNotice', {}, then('2020-06-08')),
    ])
  test('没有审核，不得决定', () => refused(decide(old(), '2020-06-12'), 'review-missing', 'CFF17-38-3'))
  test('审核通过，可以决定', () => {
    const steps = [submitted('2020-06-11'), passed(checks.health, '2020-06-12')]
    allowed(decide(on(old(), ...steps), '2020-06-12'))
  })
})

describe('集体讨论（令13 第四十条，令53 第二十七条，令4 第四十四条）', () => {
  const discuss = (present = ['sun', 'zhou', 'wu'], today = day) =>
    step(
      'decision.discuss',
      {
        present,
        views: [
          { who: 'sun', view: '同意' },
          { who: 'wu', view: '建议从轻' },
        ],
        conclusion: '按拟处理意见',
      },
      'sun',
      today,
    )
  const sign = (by: string, today = day) => step('decision.signMinutes', {}, by, today)
  const grounds = [
    [
      '罚没价值较大',
      {
        discretion: [{ basis: 'YFT-46-1-2', case: 'overdue' }],
        penalties: [{ kind: 'fine', fen: 1_000_000 }],
        payable: [{ line: 'fine', fen: 1_000_000, account: 'treasury' }],
      },
      {},
      'C13-40-1-1',
    ],
    ['吊销等较重的处罚', { penalties: [{ kind: 'revoke', what: '备案凭证' }], payable: [] }, {}, 'C13-40-1-2'],
    ['有重大社会影响', {}, { majorImpact: '学校聚集性事件' }, 'C13-40-1-3'],
  ] as const
  const tells = ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right']
  const due = (change: object, traits: object) =>
    at('decide', { propose: { substance: { ...substance, ...change }, traits }, notify: { tells } })
  for (const [zh, change, traits, clause] of grounds)
    test(zh, () => {
      const matter = due(change, traits)
      refused(decide(matter, '2026-03-20'), 'discussion-missing', clause)
      allowed(decide(on(matter, discuss(), sign('zhou'), sign('wu')), '2026-03-20'))
    })

  const impact = () => due({}, { majorImpact: '学校聚集性事件' })
  test('讨论记录由全体参加人员签名', () => {
    refused(decide(on(impact(), discuss())), 'minutes-unsigned', 'C13-40-2', 'C13-40-1-3')
    refused(decide(on(impact(), discuss(), sign('zhou'))), 'minutes-unsigned', 'C13-40-2')
  })
  test('讨论的是另一份内容', () => {
    const signed = on(impact(), discuss(), sign('zhou'), sign('wu'))
    refused(decide(on(signed, ...spoken(day))), 'discussion-missing', 'C13-40-1-3')
  })
  test('负责人提交讨论的，改了内容还要讨论', () => {
    const signed = on(at('decide'), discuss(), sign('zhou'), sign('wu'))
    allowed(decide(signed))
    refused(decide(on(signed, ...spoken(day))), 'discussion-missing', 'C13-40-1-5')
  })
  test('退回后原样再送而通过的，是重大分歧', () => {
    const forced = on(at('decide'), submitted(day), returned(checks.health, day), submitted(day), passed(checks.health, day))
    refused(decide(forced), 'discussion-missing', 'C13-40-1-4')
    const mended = on(
      at('decide'),
      submitted(day),
      returned(checks.health, day),
      ...spoken(day),
      submitted(day),
      passed(checks.health, day),
    )
    allowed(decide(mended))
  })
  test('讨论不能代替审核', () => {
    const complex = at('decide', { propose: { traits: { complex: '疑难', majorImpact: '影响大' } } })
    refused(decide(on(complex, discuss(), sign('zhou'), sign('wu'))), 'review-missing', 'C13-38-1-3')
  })
  test('医疗保障：罚款数额大本身不必讨论', () => {
    const matter = walk(medical, before(fraud, 'decide'))
    allowed(play(medical, matter, but(fraud, 'decide')))
  })
})

describe('法律变了，拟处理意见要重新提出（行政处罚法 第三十七条）', () => {
  test('本机关改了听证的数额', () => {
    const row = { from: '2026-01-01', fen: 100_000, by: 'step', local: 'free', clauses: ['C13-43-3'], source: '演示数据' }
    const place = placeOf('health', 'wanzhou-health', { amounts: { ...health.law.amounts, 'hearing.fine.organisation': [row] } } as never)
    refused(decide(at('decide'), day, place), 'law-changed', 'CFF-37')
  })
  test('与本案无关的规定变了，不影响', () => {
    const row = { from: '2026-01-01', fen: 1, by: 'step', local: 'free', clauses: ['G118-12'], source: '演示数据' }
    const amounts = { ...health.law.amounts, 'anything.else': [row] }
    allowed(decide(at('decide'), day, { ...health, law: { ...health.law, amounts } as never }))
  })
  test('跨越令13施行日的，重新提出', () => {
    const eve = on(at('propose'), step('proposal.deliberate', { participants: ['li', 'wang'], opinion: '处罚' }, 'li', '2025-05-30'))
    const proposed = on(eve, but(ordinary, 'propose', {}, { today: '2025-05-30' }))
    refused(decide(proposed, '2025-06-03'), 'law-changed', 'CFF-37')
    refused(decide(proposed, '2025-05-31'), 'notice-missing')
  })
})

test('同一关口，产品、测试、核验用的是同一个判断：决定之后记下的就是当时的那一份', () => {
  const decided = granted(decide(at('decide'))).decision.decided
  assert.equal(decided?.documentNo, '演罚〔2026〕1号')
  assert.equal(decided?.substance, at('decide').hearing.notices[0]?.substance)
})
