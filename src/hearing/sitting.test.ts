import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import { heldSittings } from '#hearing/sitting'
import type { ClauseId } from '#law/clause'
import type { Matter } from '#penalty/matter'
import { asked } from '../../test/five.ts'
import { convened, fined, heard, hearer, hearerUnder, type heavier, record } from '../../test/heard.ts'
import {
  allowed,
  before,
  but,
  checks,
  dutyOf,
  fraud,
  granted,
  medical,
  ordinary,
  type Place,
  passed,
  placeOf,
  play,
  refused,
  type Step,
  step,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string, from: Parameters<typeof before>[2] = {}) => walk(hearer, before(heard, end, from))
const send = (end: string, input: object = {}, sent: Partial<Omit<Step, 'input'>> = {}, matter = at(end), place = hearer) =>
  play(place, matter, but(heard, end, input, sent))

/** The place with officers of other units or posts. */
function among(place: Place, change: Readonly<Record<string, object>>): Place {
  const officers = Object.fromEntries(
    Object.entries(place.agency.officers).map(([id, officer]) => [id, { ...officer, ...change[id] }]),
  ) as Agency['officers']
  return { ...place, agency: { ...place.agency, officers } }
}

/** The same matter in the days of an earlier text: only the notice is dated back. */
const noticedOn = (on: string, end: Matter = at('request')): Matter => {
  const [notice] = end.hearing.notices
  assert.ok(notice)
  return { ...end, hearing: { ...end.hearing, notices: [{ ...notice, on }] } }
}

describe('行政处罚法 第六十四条第（一）项 申请听证', () => {
  test('五个工作日以内提出，书面口头都可以', () => {
    allowed(send('request'))
    allowed(send('request', { how: 'written', on: '2026-03-19' }, { today: '2026-03-19' }))
  })
  test('逾期提出的，说明期限和条款', () =>
    refused(send('request', { on: '2026-03-20' }, { today: '2026-03-20' }), 'hearing-request-late', 'CFF-64-1-1'))
  test('提出日期不早于告知，不在将来', () => {
    refused(send('request', { on: '2026-03-11' }), 'before-notice', 'CFF-44')
    refused(send('request', { on: '2026-03-17' }), 'in-future', 'CFF-64-1-1')
  })
  test('不属于听证范围的，没有听证可以申请', () =>
    refused(play(hearer, walk(hearer, before(ordinary, 'decide')), but(heard, 'request')), 'no-hearing-right', 'C13-43-1'))
  test('还没有告知的，没有听证可以申请', () => refused(send('request', {}, {}, at('notify')), 'out-of-order', 'CFF-64-1-1'))
  test('申请一次就应当组织', () => refused(send('request', {}, {}, at('convene')), 'already-asked', 'CFF-63-1'))
  test('不是本案办案人员的执法人员不能记录；法制机构可以受理', () => {
    refused(send('request', {}, { by: 'he' }), 'not-handler', 'CFF-42-1')
    allowed(send('request', {}, { by: 'zhao' }))
  })
  test('令53：申请之日起二日内确定时间、地点', () => {
    const matter = noticedOn('2024-03-12')
    const [notice] = matter.hearing.notices
    assert.ok(notice?.hearingTerm)
    const early = { ...notice, hearingTerm: { ...notice.hearingTerm, due: '2024-03-19' } }
    const asked = { ...matter, hearing: { ...matter.hearing, notices: [early] } }
    const due = dutyOf(hearer, asked, but(heard, 'request', { on: '2024-03-14' }, { today: '2024-03-14' }), 'convene')
    assert.equal(due?.due, '2024-03-18')
    assert.deepEqual(due?.clauses, ['C53-34-1'])
    assert.equal(dutyOf(hearer, at('request'), but(heard, 'request'), 'convene')?.due, null)
  })
})

describe('行政处罚法 第六十四条第（二）项 听证的七日前通知', () => {
  const told = (on: string, sitting: string, today = on) => send('convene', { on: sitting, told: { ...convened.told, on } }, { today })
  test('通知之日与听证之日之间有七个工作日', () => {
    allowed(told('2026-03-17', '2026-03-27'))
    refused(told('2026-03-17', '2026-03-26'), 'hearing-notice-late', 'CFF-64-1-2')
    refused(told('2026-03-18', '2026-03-27'), 'hearing-notice-late', 'CFF-64-1-2')
  })
  test('二〇二一年七月十五日前：七日', () => {
    const matter = at('convene')
    const asked = (on: string, sitting: string) =>
      play(
        hearer,
        { ...matter, hearing: { ...matter.hearing, requests: matter.hearing.requests.map((r) => ({ ...r, on: '2020-06-11' })) } },
        but(heard, 'convene', { on: sitting, told: { ...convened.told, on }, members: ['feng'] }, { today: on }),
      )
    allowed(asked('2020-06-12', '2020-06-20'))
    refused(asked('2020-06-12', '2020-06-19'), 'hearing-notice-late', 'CFF17-42-1-2')
  })
  const clauses: Readonly<Record<string, ClauseId>> = {
    party: 'C13-46-2-1',
    when: 'C13-46-2-2',
    where: 'C13-46-2-2',
    people: 'C13-46-2-3',
    recusal: 'C13-46-2-4',
    evidence: 'C13-46-2-5',
  }
  test('WZ-GS-14-6 通知书逐项写明', () => {
    for (const item of convened.told.items) {
      const items = convened.told.items.filter((each) => each !== item)
      refused(send('convene', { told: { ...convened.told, items } }), 'notice-incomplete', clauses[item] ?? 'C13-46-2')
    }
  })
  test('通知不早于申请，不在将来，按当日可用的方式', () => {
    refused(send('convene', { told: { ...convened.told, on: '2026-03-13' } }), 'before-request', 'CFF-64-1-1')
    refused(send('convene', {}, { today: '2026-03-16' }), 'in-future', 'CFF-64-1-2')
    refused(send('convene', { told: { ...convened.told, mode: 'pigeon' } }), 'delivery-mode', 'C13-53-2')
  })
  test('当事人没有申请的、已经组织的，不再组织', () => {
    refused(send('convene', {}, {}, at('request')), 'hearing-not-asked', 'CFF-64-1-1')
    refused(send('convene', {}, {}, at('hold')), 'already-convened', 'CFF-64-1-2')
  })
})

describe('听证人员', () => {
  test('主持人不得为本案调查人员', () => {
    refused(send('convene', { chair: 'li' }), 'hearing-people', 'CFF-64-1-4')
    const bureau = play(medical, at('convene'), but(heard, 'convene', { chair: 'li' }))
    refused(bureau, 'hearing-people', 'CFF-64-1-4')
  })
  test('卫生健康：听证员、记录员也不得为本案调查人员', () => {
    refused(send('convene', { members: ['wang'] }), 'hearing-people', 'C13-47')
    refused(send('convene', { recorder: 'wang' }), 'hearing-people', 'C13-47')
  })
  test('医疗保障没有这样的条文，只提示', () => {
    const sitting = granted(play(medical, at('convene'), but(heard, 'convene', { members: ['wang'] }))).hearing.sittings[0]
    assert.deepEqual(
      sitting?.warnings.map(({ code }) => code),
      ['hearingMember≠handler'],
    )
  })
  test('来自承办机构的，只提示', () => {
    const sitting = granted(send('convene', { chair: 'qian', members: ['he'] })).hearing.sittings[0]
    assert.deepEqual(
      sitting?.warnings.map(({ code }) => code),
      ['hearing≠handlingUnit', 'hearing≠handlingUnit'],
    )
    assert.deepEqual(granted(send('convene')).hearing.sittings[0]?.warnings, [])
  })
  test('审核过本案的人主持听证，只提示', () => {
    const reviewed = at('convene')
    const round = { by: 'wu', opinion: 'pass', findings: [], text: '', warnings: [], bundle: 'x', on: '2026-03-12' }
    const matter = { ...reviewed, review: { ...reviewed.review, rounds: [round] } } as unknown as Matter
    const sitting = granted(send('convene', {}, {}, matter)).hearing.sittings[0]
    assert.deepEqual(
      sitting?.warnings.map(({ code }) => code),
      ['reviewer≠hearingChair'],
    )
  })
  test('一人不能兼任，应当是本机关人员', () => {
    refused(send('convene', { recorder: 'wu' }), 'present-twice', 'CFF-64-1-4')
    refused(send('convene', { members: ['nobody'] }), 'no-officer', 'CFF-64-1-4')
    refused(send('convene', { members: ['admin'] }), 'no-officer', 'CFF-64-1-4')
  })
  test('笔录须由两名听证人员制作、核对：只有一人的岗位可以办理的，另行指定', () => {
    refused(send('convene', { recorder: 'zheng' }), 'hearing-uncheckable', 'CFF-64-1-8')
    allowed(send('convene', { recorder: 'zheng', members: ['zhao'] }))
  })
  test('令53：听证员一至二名', () => {
    const matter = at('convene')
    const old = { ...matter, hearing: { ...matter.hearing, requests: matter.hearing.requests.map((r) => ({ ...r, on: '2024-03-11' })) } }
    const sent = (members: string[]) =>
      play(
        hearer,
        old,
        but(heard, 'convene', { members, on: '2024-03-29', told: { ...convened.told, on: '2024-03-12' } }, { today: '2024-03-12' }),
      )
    refused(sent([]), 'hearing-members', 'C53-36-3')
    allowed(sent(['sun', 'zheng']))
    refused(sent(['sun', 'zheng', 'feng']), 'hearing-members', 'C53-36-3')
  })
  test('由法制机构、承办机构负责人或者机关负责人组织', () => {
    allowed(send('convene', {}, { by: 'zhao' }))
    allowed(send('convene', {}, { by: 'sun' }))
    refused(send('convene', {}, { by: 'wu' }), 'not-convener', 'CFF-64-1-4')
  })
  test('听证员、记录员的回避由主持人决定，主持人的回避由负责人决定；决定回避的，另行组织', () => {
    const recuse = (who: string, by: string, upheld = true) =>
      play(hearer, at('hold'), step('hearing.decideRecusal', { who, reason: '与当事人有亲属关系', upheld }, by, '2026-03-18'))
    refused(recuse('wu', 'wu'), 'not-decider', 'C13-48')
    refused(recuse('zhao', 'sun'), 'not-decider', 'C13-48')
    refused(recuse('sun', 'wu'), 'not-hearing', 'CFF-64-1-4')
    allowed(recuse('zhao', 'wu', false))
    const recused = granted(recuse('wu', 'sun'))
    const again = (chair: string) =>
      send('convene', { chair, on: '2026-03-31', told: { ...convened.told, on: '2026-03-18' } }, { today: '2026-03-18' }, recused)
    refused(again('wu'), 'hearing-recused', 'CFF-64-1-4')
    allowed(again('sun'))
  })
})

describe('举行听证', () => {
  test('没有到日期，不是听证人员，都不能制作笔录', () => {
    refused(send('hold', {}, { today: '2026-03-26' }), 'hearing-not-yet', 'CFF-64-1-2')
    refused(send('hold', {}, { by: 'sun' }), 'not-hearing', 'CFF-64-1-4')
    refused(send('hold', {}, {}, at('convene')), 'hearing-not-convened', 'CFF-64-1-2')
  })
  test('当事人或者代理人到场，代理人一至二人', () => {
    refused(send('hold', { present: [{ name: '某', as: 'witness' }] }), 'party-absent', 'CFF-64-1-6')
    const agents = ['甲', '乙', '丙'].map((name) => ({ name, as: 'agent' }))
    refused(send('hold', { present: agents }), 'too-many-agents', 'CFF-64-1-5')
    allowed(send('hold', { present: agents.slice(1) }))
  })
  test('调查人员提出告知过的事实、查证属实的证据', () => {
    refused(send('hold', { investigators: ['he'] }), 'not-handler', 'CFF-64-1-7')
    refused(send('hold', { put: { ...record.put, facts: [1, 2] } }), 'fact-not-told', 'CFF-44')
    refused(send('hold', { put: { ...record.put, evidence: [1, 2] } }), 'fact-without-evidence', 'CFF-64-1-7')
  })
  test('当事人拒绝签字的，由主持人注明', () => {
    allowed(send('hold', { signing: { kind: 'refused', note: '当事人看过笔录，拒绝签字' } }))
    assert.throws(() => send('hold', { signing: { kind: 'refused' } }), { name: 'ZodError' })
  })
  test('笔录由另一名听证人员核对', () => {
    refused(send('confirmRecord', {}, { by: 'zhao' }), 'own-record', 'CFF-64-1-8')
    refused(send('confirmRecord', {}, { by: 'sun' }), 'not-hearing', 'CFF-64-1-4')
    refused(send('confirmRecord', {}, {}, at('answer')), 'nothing-to-confirm', 'CFF-64-1-8')
    assert.equal(dutyOf(hearer, at('hold'), but(heard, 'hold'), 'confirm-hearing:1')?.officer, 'wu')
  })
  const answered = { accepted: true, why: '属实' }
  test('听证中的申辩逐点复核', () => {
    refused(send('answer', { answers: [answered, answered] }), 'points-unanswered', 'CFF-45-1')
    refused(send('answer', {}, {}, at('confirmRecord')), 'nothing-stated', 'CFF-45-1')
  })
  test('令53：主持人提出书面意见；现在可以提出，不是必须', () => {
    const opine = (by: string, matter: Matter) =>
      play(hearer, matter, step('hearing.opinion', { facts: '属实', opinion: '同意处罚' }, by, '2026-03-30'))
    refused(opine('zhao', at('answer')), 'not-chair', 'CFF-64-1-4')
    refused(opine('wu', at('confirmRecord')), 'hearing-not-held', 'CFF-64-1-8')
    const opined = granted(opine('wu', at('answer')))
    assert.equal(opined.hearing.opinions.length, 1)
    assert.equal(heldSittings(at('answer').hearing)[0]?.end.opinionBy, undefined)
  })
})

test('令53 第四十一条：听证主持人没有提出书面意见的，不得决定', () => {
  const sittings = at('hold').hearing.sittings.map((sitting) => ({ ...sitting, on: '2024-03-29' }))
  const old = { ...at('hold'), hearing: { ...at('hold').hearing, sittings } }
  const held = walk(hearer, [but(heard, 'hold'), but(heard, 'confirmRecord')], old)
  assert.deepEqual(heldSittings(held.hearing)[0]?.end.opinionBy, ['C53-41'])
  refused(play(hearer, held, but(heard, 'decide')), 'hearing-opinion-missing', 'C53-41')
  const opined = walk(hearer, [step('hearing.opinion', { facts: '属实', opinion: '同意处罚' }, 'wu', '2026-03-30')], held)
  refused(play(hearer, opined, but(heard, 'decide')), 'points-unanswered', 'CFF-45-1')
})

describe('延期', () => {
  const postpone = (ground: string, by = 'wu', matter = at('hold'), place = hearer) =>
    play(place, matter, step('hearing.postpone', { ground, reason: '当事人住院' }, by, '2026-03-26'))
  test('令13 第四十九条所列情形', () => {
    allowed(postpone('absent-with-reason'))
    refused(postpone('busy'), 'postpone-ground', 'C13-49-1')
    refused(postpone('other', 'wu', at('hold'), medical), 'postpone-ground', 'CFF-64-1')
    refused(postpone('other', 'li'), 'not-hearing', 'CFF-64-1-4')
    refused(postpone('other', 'wu', at('convene')), 'hearing-not-convened', 'CFF-64-1-2')
  })
  test('延期以后另行组织，另行通知', () => {
    const later = granted(postpone('absent-with-reason'))
    refused(send('hold', {}, {}, later), 'hearing-not-convened', 'CFF-64-1-2')
    allowed(send('convene', { on: '2026-04-09', told: { ...convened.told, on: '2026-03-26' } }, { today: '2026-03-26' }, later))
  })
})

describe('关口 申请了听证的', () => {
  const decide = (matter: Matter, today = '2026-04-03', place = hearer) => play(place, matter, but(heard, 'decide', {}, { today }))
  test('照此办到底，可以决定', () => allowed(decide(at('decide'))))
  test('既没有举行、也没有放弃，不得决定', () => {
    refused(decide(at('convene')), 'hearing-not-held', 'C13-43-1')
    refused(decide(at('hold')), 'hearing-not-held', 'C13-43-1')
    const postponed = granted(play(hearer, at('hold'), step('hearing.postpone', { ground: 'other', reason: '停电' }, 'wu', '2026-03-26')))
    refused(decide(postponed), 'hearing-not-held', 'C13-43-1')
  })
  test('撤回申请的，不再等', () => {
    const waived = [
      step('hearing.waive', { what: 'hearing', proof: '书面撤回', on: '2026-03-18' }, 'li', '2026-03-18'),
      step('case.confirm', { record: 'waiver:1' }, 'wang', '2026-03-18'),
    ]
    refused(decide(walk(hearer, waived, at('convene'))), 'discussion-missing', 'C13-40-1-1')
  })
  test('先放弃、期限内又申请的，应当举行', () => {
    const waived = [
      step('hearing.waive', { what: 'both', proof: '口头放弃', on: '2026-03-16' }, 'li', '2026-03-16'),
      step('case.confirm', { record: 'waiver:1' }, 'wang', '2026-03-16'),
      but(heard, 'request'),
    ]
    refused(decide(walk(hearer, waived, at('request'))), 'hearing-not-held', 'C13-43-1')
  })
  test('无正当理由不出席的，视为放弃；记录须另一人核对', () => {
    const away = granted(play(hearer, at('hold'), step('hearing.absent', { how: 'stayed-away', text: '等候一小时' }, 'zhao', '2026-03-27')))
    refused(decide(away), 'hearing-unconfirmed', 'CFF-64-1-8')
    const noted = walk(hearer, [but(heard, 'confirmRecord')], away)
    assert.deepEqual(noted.review.required, [])
    refused(decide(noted), 'discussion-missing', 'C13-40-1-1')
  })
  test('笔录核对之前，申辩复核之前，不得决定', () => {
    refused(decide(at('confirmRecord')), 'hearing-unconfirmed', 'CFF-64-1-8')
    refused(decide(at('answer')), 'points-unanswered', 'CFF-45-1')
  })
  for (const [clause, pack] of [
    ['SP-3-2-4', 'siping-health'],
    ['WD-2-3-3-4', 'wuding-health'],
  ] as const)
    test(`${clause} 经过听证的，应当法制审核`, () => {
      const place = hearerUnder(pack)
      const matter = walk(place, before(heard, 'submit'))
      assert.deepEqual(
        matter.review.required.map(({ clause }) => clause),
        [clause],
      )
      refused(play(place, matter, but(heard, 'decide')), 'review-missing', clause)
    })
  test('YB-3-3-3-5 吉林医保：经过听证的，应当法制审核', () => {
    const on = '2026-04-01'
    const told = { ...convened.told, on: '2026-03-19', items: asked(medical.law, 'hearing.noticeItems') }
    const matter = walk(medical, [
      ...before(fraud, 'state'),
      but(heard, 'request', { on: '2026-03-18' }, { today: '2026-03-18' }),
      but(heard, 'convene', { on, told }, { today: '2026-03-19' }),
      but(heard, 'hold', {}, { today: on }),
      but(heard, 'confirmRecord', {}, { today: on }),
    ])
    assert.ok(matter.review.required.some(({ clause }) => clause === 'YB-3-3-3-5'))
  })
  test('经过听证的，应当法制审核；审核晚于笔录', () => {
    assert.deepEqual(
      at('submit').review.required.map(({ clause }) => clause),
      ['C13-38-1-2'],
    )
    refused(decide(at('submit')), 'review-missing', 'C13-38-1-2')
    const first = [
      step('review.submit', { materials: ['report', 'evidence', 'basis', 'proposal'] }, 'li', '2026-03-13'),
      passed(checks.health, '2026-03-13'),
    ]
    const before = walk(hearer, first, at('request'))
    const names = ['request', 'convene', 'hold', 'confirmRecord', 'answer']
    refused(
      decide(
        walk(
          hearer,
          names.map((name) => but(heard, name)),
          before,
        ),
      ),
      'review-of-other',
      'CFF-58-1',
    )
  })
  test('SP-3-4-5、WZ-JL-16-14 送审材料有听证笔录', () => {
    const lacking = { materials: ['report', 'evidence', 'basis', 'proposal'] }
    refused(send('submit', lacking), 'materials-incomplete', 'G118-14')
    const siping = hearerUnder('siping-health')
    refused(send('submit', lacking, {}, walk(siping, before(heard, 'submit')), siping), 'materials-incomplete', 'SP-3-4-5')
  })
  test('听证笔录没有核对的，不送审', () => refused(send('submit', {}, {}, at('confirmRecord')), 'hearing-unconfirmed', 'CFF-64-1-8'))
})

describe('行政处罚法 第六十五条 根据听证笔录作出决定', () => {
  const more = [
    step('case.addEvidence', { type: 'documentary', title: '采购单', text: '利器盒', collectedOn: '2026-03-09' }, 'li', '2026-03-10'),
    step('case.confirm', { record: 'evidence:2' }, 'wang', '2026-03-10'),
  ]
  const fact = fined(400_000).facts[0]?.text
  const both = { facts: [{ text: fact, evidence: [1, 2] }] }
  const story = (put: object) => [
    ...before(heard, 'conclude'),
    ...more,
    ...before(heard, 'decide', {
      change: { propose: { substance: fined(400_000, both) }, hold: { put: { ...record.put, ...put } } },
    }).slice(before(heard, 'conclude').length),
  ]
  const decide = (steps: readonly Step[], place = hearer) => play(place, walk(hearer, steps), but(heard, 'decide'))
  test('证据在听证中出示的，可以作为根据', () => allowed(decide(story({ evidence: [1, 2] }))))
  test('没有在听证中出示，此后也没有告知的，不得作为根据', () => refused(decide(story({})), 'beyond-record', 'C13-52-1'))
  test('听证以后告知过当事人的，可以作为根据', () => {
    const again = [
      but(heard, 'notify', { on: '2026-03-30' }, { today: '2026-03-30' }),
      step('case.confirm', { record: 'notice:2' }, 'wang', '2026-03-30'),
    ]
    const steps = story({})
    const told = walk(hearer, [...steps.slice(0, -4), ...again, ...steps.slice(-4)])
    refused(play(hearer, told, but(heard, 'decide')), 'hearing-term-runs', 'CFF-64-1-1')
    allowed(play(hearer, told, but(heard, 'decide', {}, { today: '2026-04-10' })))
  })
  test('听证中有新的事实的，调查核实并终结调查以后再决定', () => {
    const found = at('decide', { change: { hold: { newFacts: '还有一处诊室' } }, without: ['submit', 'pass', 'discuss', 'sign'] })
    refused(play(hearer, found, but(heard, 'decide')), 'inquiry-reopened', 'CFF-57-1')
    refused(play(hearer, found, but(heard, 'propose', {}, { today: '2026-03-30' })), 'not-concluded', 'CFF-57-1')
    const concluded = walk(hearer, [but(heard, 'conclude', {}, { today: '2026-03-30' })], found)
    refused(play(hearer, concluded, but(heard, 'decide')), 'review-missing', 'C13-38-1-2')
  })
})

describe('不得因陈述、申辩给予更重的处罚', () => {
  const told = at('request')
  const stated = walk(
    hearer,
    [
      step('hearing.state', { points: ['罚得太重'], on: '2026-03-13' }, 'li', '2026-03-13'),
      step('case.confirm', { record: 'statement:1' }, 'wang', '2026-03-13'),
      step('hearing.answer', { statement: 1, answers: [{ accepted: true, why: '属实' }] }, 'li', '2026-03-13'),
    ],
    told,
  )
  const propose = (amount: number, matter: Matter, change: object = {}) =>
    walk(hearer, [but(heard, 'propose', { substance: fined(amount, change) }, { today: '2026-03-16' })], matter)
  const notify = (matter: Matter, place = hearer) =>
    play(place, matter, but(heard, 'notify', { on: '2026-03-16' }, { today: '2026-03-16' }))
  const decide = (matter: Matter) => play(hearer, matter, but(heard, 'decide'))

  test('申辩以后加重的，不能再次告知，也不能决定', () => {
    refused(notify(propose(430_000, stated)), 'heavier-for-defending', 'C13-20-4')
    refused(decide(propose(430_000, stated)), 'heavier-for-defending', 'C13-20-4')
  })
  test('没有申辩而改变的，再次告知', () => {
    allowed(notify(propose(430_000, told)))
    refused(decide(propose(430_000, told)), 'notice-of-other', 'CFF-44')
  })
  test('有新的证据的，再次告知', () => {
    const more = walk(
      hearer,
      [
        step('case.addEvidence', { type: 'documentary', title: '台账', text: '另有三桶', collectedOn: '2026-03-14' }, 'li', '2026-03-14'),
        step('case.confirm', { record: 'evidence:2' }, 'wang', '2026-03-14'),
      ],
      stated,
    )
    allowed(notify(propose(430_000, more, { facts: [{ text: '四桶', evidence: [1, 2] }] })))
  })
  test('因申辩从轻的，不必再次告知', () => {
    const lighter = propose(350_000, stated)
    refused(play(hearer, lighter, but(heard, 'decide', {}, { today: '2026-04-03' })), 'discussion-missing', 'C13-40-1-1')
    refused(decide(propose(350_000, stated, { facts: [{ text: '另一事实', evidence: [1] }] })), 'notice-of-other', 'CFF-44')
  })
  test('令4 第四十一条第四款：申请听证也不得因此加重；令13没有这一句', () => {
    allowed(notify(propose(430_000, at('convene'))))
    const asked = step('hearing.request', { how: 'written', text: '申请听证', on: '2026-03-17' }, 'li', '2026-03-17')
    const first = (but(fraud, 'propose').input as { substance: typeof heavier }).substance
    const raised = {
      ...first,
      penalties: first.penalties.map((each) => ('fen' in each ? { ...each, fen: each.fen + 100 } : each)),
      payable: first.payable.map((each) => (each.line === 'fine' ? { ...each, fen: each.fen + 100 } : each)),
    }
    const again = [
      but(fraud, 'propose', { substance: raised }, { today: '2026-03-18' }),
      but(fraud, 'submit', {}, { today: '2026-03-18' }),
      but(fraud, 'pass', {}, { today: '2026-03-18' }),
    ]
    const told = walk(medical, before(fraud, 'state'))
    const renotice = but(fraud, 'notify', { on: '2026-03-18' }, { today: '2026-03-18' })
    allowed(play(medical, walk(medical, again, told), renotice))
    refused(play(medical, walk(medical, [asked, ...again], told), renotice), 'heavier-for-defending', 'C4-41-4')
  })
})

test('没有登记数额的机关，罚款一律可以申请听证', () => {
  const place = placeOf('health', 'wanzhou-health', {})
  const steps = before(ordinary, 'confirmNotice', {
    change: { notify: { tells: ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right'] } },
  })
  allowed(play(place, walk(place, steps), but(heard, 'request')))
})

test('听证人员离开承办机构的，不再提示', () => {
  const place = among(hearer, { qian: { unit: 'legal' } })
  assert.deepEqual(granted(send('convene', { chair: 'qian' }, {}, at('convene'), place)).hearing.sittings[0]?.warnings, [])
})
