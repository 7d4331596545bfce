import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import { noMatter } from '#penalty/matter'
import {
  allowed,
  before,
  but,
  dutyOf,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  play,
  refused,
  type Step,
  substance,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string, change: Readonly<Record<string, object>> = {}) => walk(health, before(ordinary, end, { change }))
const send = (end: string, each: Step, place: Place = health) => play(place, at(end), each)

/** The agency as it stands, one officer's certificate running out on a day. */
function expiring(officer: string, to: string): Place {
  const held = health.agency.officers[officer]
  assert.ok(held?.certificate)
  const officers: Agency['officers'] = { ...health.agency.officers, [officer]: { ...held, certificate: { ...held.certificate, to } } }
  return { ...health, agency: { ...health.agency, officers } }
}

describe('行政处罚法 第四十二条 执法人员不得少于两人，应当具有执法资格', () => {
  const apply = (handlers: readonly string[], place = health, by = 'li') =>
    send('apply', but(ordinary, 'apply', { handlers }, { by }), place)

  test('两名有证人员，可以申请立案', () => allowed(apply(['li', 'wang'])))
  test('一人不能算两人', () => refused(apply(['li', 'li']), 'two-officers', 'CFF-42-1'))
  test('证件当日到期的，仍然有效', () => allowed(apply(['li', 'wang'], expiring('wang', '2026-03-03'))))
  test('证件前一日到期的，不得指定', () => refused(apply(['li', 'wang'], expiring('wang', '2026-03-02')), 'no-certificate', 'CFF-42-1'))
  test('不在办案岗位的，不得指定', () => refused(apply(['li', 'zhao']), 'not-an-officer', 'CFF-42-1'))
  test('申请立案的人是办案人员之一', () => refused(apply(['li', 'wang'], health, 'he'), 'not-handler', 'CFF-42-1'))

  test('申请之后证件到期的，不得批准立案', () =>
    refused(play(expiring('wang', '2026-03-03'), at('file'), but(ordinary, 'file')), 'no-certificate', 'CFF-42-1'))

  test('立案之后证件到期的，不得取证、告知', () => {
    refused(send('evidence', but(ordinary, 'evidence'), expiring('li', '2026-03-04')), 'no-certificate', 'CFF-42-1')
    refused(send('notify', but(ordinary, 'notify'), expiring('li', '2026-03-11')), 'no-certificate', 'CFF-42-1')
  })

  test('第三人不得办理本案', () => {
    refused(send('evidence', but(ordinary, 'evidence', {}, { by: 'he' })), 'not-handler', 'CFF-42-1')
    refused(send('confirmEvidence', but(ordinary, 'confirmEvidence', {}, { by: 'he' })), 'not-handler', 'CFF-42-1')
  })
})

describe('第二名执法人员确认', () => {
  const two = () => walk(health, [but(ordinary, 'evidence', { title: '照片' }, { by: 'wang' })], at('confirmEvidence'))

  test('自己作的记录不能由自己确认', () => {
    refused(send('confirmEvidence', but(ordinary, 'confirmEvidence', {}, { by: 'li' })), 'nothing-to-confirm', 'CFF-42-1')
    refused(play(health, two(), but(ordinary, 'confirmEvidence', {}, { by: 'li' })), 'own-record', 'CFF-42-1')
  })
  test('确认一次为止', () =>
    refused(play(health, walk(health, [but(ordinary, 'confirmEvidence')], two()), but(ordinary, 'confirmEvidence')), 'nothing-to-confirm'))
  test('没有的记录不能确认', () =>
    refused(send('confirmEvidence', but(ordinary, 'confirmEvidence', { record: 'evidence:7' })), 'no-record', 'CFF-42-1'))
  test('待确认的证据不能支持终结调查', () =>
    refused(play(health, at('confirmEvidence'), but(ordinary, 'conclude')), 'no-evidence', 'CFF-46-2', 'CFF-40'))
})

describe('立案条件，按申请当日的规定逐项说明', () => {
  const conditions = (ids: readonly string[]) => ({ conditions: ids.map((id) => ({ id, text: '见材料' })) })
  const days = [
    {
      zh: '令13 第三十二条 五项',
      place: health,
      day: '2026-03-03',
      ids: ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'],
      clause: 'C13-32-1',
    },
    {
      zh: '令13 施行首日',
      place: health,
      day: '2025-06-01',
      ids: ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'],
      clause: 'C13-32-1',
    },
    {
      zh: '令53 第十五条 四项',
      place: health,
      day: '2025-05-31',
      ids: ['breach', 'reliable', 'punishable', 'jurisdiction'],
      clause: 'C53-15-1',
    },
    { zh: '令4 第十五条 三项', place: medical, day: '2026-03-03', ids: ['breach', 'punishable', 'jurisdiction'], clause: 'C4-15-1' },
  ] as const
  for (const { zh, place, day, ids, clause } of days)
    test(zh, () => {
      const reported = walk(place, [but(ordinary, 'report', { violationOn: '2025-05-01' }, { today: '2025-05-30' })])
      const apply = (asked: readonly string[]) => play(place, reported, but(ordinary, 'apply', conditions(asked), { today: day }))
      allowed(apply(ids))
      for (const [n, id] of ids.entries()) refused(apply(ids.filter((each) => each !== id)), 'filing-condition', `${clause}-${n + 1}`)
    })
})

describe('立案由谁批准，依规则包', () => {
  test('令13施行后：机关负责人，主要负责人也可以', () => {
    allowed(send('file', but(ordinary, 'file')))
    allowed(send('file', but(ordinary, 'file', {}, { by: 'zhou' })))
  })
  test('承办机构负责人不批准', () => refused(send('file', but(ordinary, 'file', {}, { by: 'qian' })), 'not-approver', 'C13-32-2'))
  test('令53时：承办机构负责人批准，机关负责人不批准', () => {
    const day = { today: '2025-05-30' }
    const steps = [but(ordinary, 'report', { violationOn: '2025-05-01' }, day), but(ordinary, 'apply', {}, day)]
    const applied = walk(health, steps)
    allowed(play(health, applied, but(ordinary, 'file', {}, { by: 'qian', ...day })))
    refused(play(health, applied, but(ordinary, 'file', {}, { by: 'sun', ...day })), 'not-approver', 'C53-15-2')
    assert.equal(applied.application?.approver, 'unitHead')
  })
  test('编号每年从一起，接着本年已立的', () => {
    const filed = granted(play(health, at('file'), but(ordinary, 'file'), { filedThisYear: 16 }))
    assert.equal(filed.filed?.caseNo, '演立〔2026〕17号')
  })
})

describe('日期合乎情理', () => {
  test('违法行为、证据、送达都不能在将来', () => {
    refused(play(health, noMatter, but(ordinary, 'report', { violationOn: '2026-03-03' })), 'in-future', 'CFF-36')
    refused(send('evidence', but(ordinary, 'evidence', { collectedOn: '2026-03-06' })), 'in-future', 'CFF-46-2')
    refused(send('deliver', but(ordinary, 'deliver', { on: '2026-03-20' })), 'in-future', 'CFF-61-1')
  })
  test('送达不能早于决定', () => {
    refused(send('deliver', but(ordinary, 'deliver', { on: '2026-03-17' })), 'too-early', 'CFF-61-1')
    allowed(send('deliver', but(ordinary, 'deliver', { on: '2026-03-18' })))
  })
})

describe('送达', () => {
  test('按当日可用的方式', () => refused(send('deliver', but(ordinary, 'deliver', { mode: 'pigeon' })), 'delivery-mode', 'C13-53-2'))
  test('罚款自送达之日起十五日内缴纳', () =>
    assert.equal(dutyOf(health, at('deliver'), but(ordinary, 'deliver'), 'pay')?.due, '2026-04-03'))
  test('只有警告的，没有缴款期限', () => {
    const warned = at('deliver', { propose: { substance: { ...substance, penalties: [{ kind: 'warning' }], payable: [] } } })
    assert.equal(dutyOf(health, warned, but(ordinary, 'deliver'), 'pay'), undefined)
    assert.equal(granted(play(health, warned, but(ordinary, 'deliver'))).deliveries.length, 1)
  })
})

describe('待办', () => {
  test('批准立案等规则包写明的岗位', () => {
    assert.equal(dutyOf(health, at('apply'), but(ordinary, 'apply'), 'approve-filing')?.post, 'head')
    const day = { today: '2025-05-30' }
    const reported = walk(health, [but(ordinary, 'report', { violationOn: '2025-05-01' }, day)])
    assert.equal(dutyOf(health, reported, but(ordinary, 'apply', {}, day), 'approve-filing')?.post, 'unitHead')
  })
  test('确认等的是另一名办案人员', () => {
    assert.equal(dutyOf(health, at('evidence'), but(ordinary, 'evidence'), 'confirm:evidence:1')?.officer, 'wang')
    assert.equal(dutyOf(health, at('evidence'), but(ordinary, 'evidence', {}, { by: 'wang' }), 'confirm:evidence:1')?.officer, 'li')
  })
})
