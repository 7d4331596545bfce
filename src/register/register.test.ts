import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { isRefusal } from '#law/refusal'
import { inForce, on } from '#policy/law'
import { lawOf } from '#policy/load'
import type { Pack } from '#policy/pack'
import type { Register } from '#register/register'
import { hash } from '#server/digest'
import { allowed, granted, health, medical, type Place, packs, placeOf, play, refused, step } from '../../test/ordinary.ts'

const clauses: ClauseId[] = ['G118-12']
const row = { from: '2026-01-01', by: 'step', local: 'free', clauses, source: '本机关清单' }
const place = placeOf('health', 'wanzhou-health', {})
const adopt = (entry: object, before: Register = {}, at: Place = place) =>
  play(at, before, step('register.adopt', entry, 'zhou', '2026-03-02'))
const grounds = (...ids: string[]) => ({
  family: 'lists',
  key: 'review.grounds',
  rows: [{ ...row, by: 'decision', items: ids.map((id) => ({ id, zh: id, clause: 'C13-38-1' })) }],
})
const national = ['public-interest', 'after-hearing', 'complex', 'listed']

describe('国办发〔2018〕118号 第（十二）项 本机关清单', () => {
  test('上级没有规定的，可以采用', () => {
    const entries = [{ id: 'stop', zh: '责令停产停业', kinds: ['stop'] }]
    const after = granted(adopt({ family: 'catalogue', key: 'review.catalogue', rows: [{ ...row, by: 'decision', entries }] }))
    assert.equal(after.catalogue?.['review.catalogue']?.[0]?.entries[0]?.id, 'stop')
  })

  test('没有的参数、岗位、方式、条款，重叠的日期，不得采用，并说为什么', () => {
    const reasons: readonly (readonly [object, RegExp])[] = [
      [{ family: 'periods', key: 'reveiw', rows: [{ ...row, value: 5, unit: '工作日' }] }, /没有这个参数，是不是 review？/],
      [{ family: 'posts', key: 'recording.late', rows: [{ ...row, posts: ['boss'] }] }, /recording\.late 2026-01-01 起：没有岗位 boss/],
      [{ family: 'modes', key: 'identity.assistant', rows: [{ ...row, mode: 'badge' }] }, /badge 不在可选的方式之中：card/],
      [
        { family: 'periods', key: 'review', rows: [{ ...row, clauses: ['G118-99'], value: 5, unit: '工作日' }] },
        /条款 G118-99 未在条款登记中/,
      ],
      [{ family: 'periods', key: 'review', rows: [row, row].map((each) => ({ ...each, value: 5, unit: '工作日' })) }, /与前一行重叠/],
    ]
    for (const [entry, why] of reasons) {
      const outcome = adopt(entry)
      refused(outcome, 'entry-unsound', 'G118-12')
      assert.match(isRefusal(outcome) ? outcome.zh : '', why)
    }
    allowed(adopt({ family: 'periods', key: 'review', rows: [{ ...row, value: 5, unit: '工作日' }] }))
  })

  test('上级已经定死的，不得另定', () =>
    refused(
      adopt({ family: 'periods', key: 'hearing.request', rows: [{ ...row, value: 3, unit: '工作日' }] }),
      'fixed-above',
      'CFF-64-1-1',
    ))

  test('明日才施行的一行，也不得改动', () =>
    refused(
      adopt({ family: 'periods', key: 'publication.penalty', rows: [{ ...row, from: '2027-01-01', value: 30, unit: '工作日' }] }),
      'fixed-above',
      'WZ-GS-24-1',
    ))

  test('法制审核的情形只能增加，不能减少', () => {
    refused(adopt(grounds('listed')), 'looser-than-above', 'C13-38-1')
    allowed(adopt(grounds(...national, 'large-amount')))
  })

  test('本机关先前采用的，不遮住上级的规定', () => {
    const register = granted(adopt(grounds(...national, 'large-amount')))
    const later = placeOf('health', 'wanzhou-health', register)
    const anew = (...ids: string[]) => ({ ...grounds(), rows: grounds(...ids).rows.map((each) => ({ ...each, from: '2026-03-03' })) })
    refused(adopt(anew('listed'), register, later), 'looser-than-above', 'C13-38-1')
    allowed(adopt(anew(...national), register, later))
  })

  test('不得改用另一个适用日来绕开上级的规定', () => {
    const entry = grounds('listed')
    refused(adopt({ ...entry, rows: entry.rows.map((each) => ({ ...each, by: 'violation' })) }), 'other-day', 'C13-38-1')
  })

  describe('已经施行的不得改写', () => {
    const large = (fen: number, from: string, to?: string) => ({ ...row, by: 'decision', from, ...(to ? { to } : {}), fen })
    const entry = (...rows: object[]) => ({ family: 'amounts', key: 'review.large', rows })
    const told = (register: Register, ...rows: object[]) => adopt(entry(...rows), register, placeOf('health', 'wanzhou-health', register))
    const once = granted(adopt(entry(large(50, '2026-01-01'))))
    const course = (outcome: ReturnType<typeof adopt>) =>
      granted(outcome).amounts?.['review.large']?.map(({ fen, from, to }) => [fen, from, to])

    test('首次采用的，可以写明本机关此前已经施行的', () => assert.deepEqual(course(once), [[50, '2026-01-01', undefined]]))
    test('后一次采用自明日起代替前一次；原来的施行到前一日，仍然查得到', () => {
      const [before, after] = [
        [50, '2026-01-01', '2026-05-31'],
        [30, '2026-06-01', undefined],
      ]
      assert.deepEqual(course(told(once, large(30, '2026-06-01'))), [before, after])
      const twice = granted(told(once, large(30, '2026-06-01')))
      assert.deepEqual(course(told(twice, large(20, '2026-07-01'))), [
        before,
        [30, '2026-06-01', '2026-06-30'],
        [20, '2026-07-01', undefined],
      ])
      assert.deepEqual(course(told(twice, large(20, '2026-04-01'))), [
        [50, '2026-01-01', '2026-03-31'],
        [20, '2026-04-01', undefined],
      ])
    })
    test('写明止日的，只删去以后的', () =>
      assert.deepEqual(course(told(once, large(50, '2026-01-01', '2026-03-02'))), [[50, '2026-01-01', '2026-03-02']]))
    test('改写、溯及既往、止日早于今日的，不得采用', () => {
      const attempts = [
        [large(30, '2026-01-01')],
        [large(30, '2026-02-01')],
        [large(30, '2026-03-02')],
        [large(30, '2025-06-01')],
        [large(50, '2026-01-01', '2026-03-01')],
        [large(50, '2026-01-01', '2026-02-28'), large(30, '2026-03-01')],
      ]
      for (const rows of attempts) refused(told(once, ...rows), 'past-rewritten', 'G118-12', 'J96-3')
    })
  })

  test('上级的规定仍在下面', () => {
    const register = granted(adopt({ family: 'amounts', key: 'review.large', rows: [{ ...row, by: 'decision', fen: 5_000_000 }] }))
    assert.ok(placeOf('health', 'wanzhou-health', register).law.amounts['review.large'])
    assert.ok(health.law.amounts['hearing.fine.natural'])
  })
})

describe('裁量基准', () => {
  const siping = placeOf('health', 'siping-health', {})
  const span = { in: 'fen', least: 500_000, most: 1_000_000 }
  const grades = (more: object = {}) => [{ id: 'light', zh: '较轻', when: '初次', case: 'overdue', span, ...more }]
  const benchmark = (more: object = {}) => ({
    ...{ family: 'benchmarks', key: 'YFT-46' },
    rows: [{ ...row, clauses: ['CFF-34'], by: 'violation', maker: 'own', grades: grades(more) }],
  })
  const examined = { by: '省司法厅', no: '吉司审〔2026〕1号', on: '2026-03-01' }
  const set = (more: object, at = siping) => adopt({ ...benchmark(), ...more }, {}, at)

  test('ZR-3-2-2-4 报经省政府法制机构审核通过后，才采用和公开', () => {
    refused(set({}), 'not-examined', 'ZR-3-2-2-4')
    refused(set({ examined: { ...examined, on: '2026-03-03' } }), 'examined-ahead')
    assert.equal(granted(set({ examined })).benchmarks?.['YFT-46']?.[0]?.grades[0]?.id, 'light')
    allowed(set({}, place))
  })

  test('ZR-3-1-1-11 不得高于、低于条文的幅度，不得改动条文的幅度', () => {
    const wider = (change: object) => adopt({ ...benchmark({ span: { ...span, ...change } }), examined }, {}, siping)
    refused(wider({ most: 3_000_001 }), 'grade-beyond-range', 'YFT-46')
    refused(wider({ least: 499_999 }), 'grade-beyond-range', 'YFT-46')
    assert.deepEqual(granted(wider({ most: 3_000_000 })).benchmarks?.['YFT-46']?.[0]?.grades[0]?.span, { ...span, most: 3_000_000 })
    refused(adopt({ ...benchmark({ case: 'none' }), examined }, {}, siping), 'grade-beyond-range')
    const cases = [{ id: 'overdue', zh: '罚款', may: false, span: { ...span, most: 9_000_000 } }]
    refused(adopt({ family: 'ranges', key: 'YFT-46', rows: [{ ...row, by: 'violation', cases }] }, {}, siping), 'fixed-above', 'YFT-46')
  })
})

describe('文书格式', () => {
  const own = (pack: string) => {
    const at = placeOf('health', pack, {})
    const { yieldsTo: _, ...form } = inForce(at.law.forms, 'siteRecord', on('2026-03-02'))
    const said = { ...form, ...row, by: form.by, clauses: ['C13-26'] as ClauseId[] }
    const asked = form.fields.find(({ clauses }) => clauses)
    return { at, said, asked, rest: form.fields.filter((field) => field !== asked) }
  }
  const set = (at: Place, form: object) => adopt({ family: 'forms', key: 'siteRecord', rows: [form] }, {}, at)

  test('WZ-JL-9-7 市级的格式文本，区县不得改动；新的格式自施行之日用于以后的文书', () => {
    const { at, said } = own('wanzhou-health')
    refused(set(at, said), 'form-of-superior', 'WZ-JL-9-7')
    const clauseOn = (day: string) => inForce(at.law.forms, 'siteRecord', on(day)).clauses[0]
    assert.deepEqual([clauseOn('2025-05-31'), clauseOn('2025-06-01')], ['C53-18', 'C13-26'])
  })
  test('SP-2-1-2 四平统一用国家的格式', () =>
    refused(set(own('siping-health').at, own('siping-health').said), 'form-of-superior', 'SP-2-1-2'))
  test('WD-2-2-2-2 武定可以在上级格式上完善，上级规定应当载明的不得删去', () => {
    const { at, said, asked, rest } = own('wuding-health')
    const fields = [...said.fields, { id: 'note', zh: '备注', as: 'prose' }]
    assert.deepEqual(granted(set(at, { ...said, fields })).forms?.siteRecord?.[0]?.fields.at(-1)?.zh, '备注')
    refused(set(at, { ...said, fields: rest }), 'form-field-dropped', 'WD-2-2-2-2')
    const { clauses: _, ...optional } = asked ?? assert.fail()
    refused(set(at, { ...said, fields: [...rest, optional] }), 'form-field-dropped', 'WD-2-2-2-2')
  })
})

describe('省级目录，市州细化', () => {
  const base = { ...row, from: '2026-03-01', local: 'stricter', by: 'decision', clauses: ['YB-3-3-3-10'] } as const satisfies object
  const entries = [{ id: 'large', zh: '罚款五十万元以上', kinds: ['fine'], fineAtLeastFen: 50_000_000 }]
  const own = packs.packs.get('jilin-medical-security') as Pack
  const province: Pack = { ...own, rules: { ...own.rules, catalogue: { 'review.catalogue': [{ ...base, entries }] } } }
  const at = { ...medical, law: lawOf(packs, own.id, hash, {}, [], province) }
  const set = (entries: object) => adopt({ family: 'catalogue', key: 'review.catalogue', rows: [{ ...base, entries }] }, {}, at)

  test('YB-3-3-3-10 省局编制目录；各机关自施行之日适用，下级不得删改', () => {
    const compiled = granted(adopt({ family: 'catalogue', key: 'review.catalogue', rows: [{ ...base, entries }] }, {}, medical))
    assert.deepEqual(compiled.catalogue?.['review.catalogue']?.[0]?.entries, entries)
    assert.throws(() => inForce(at.law.catalogue, 'review.catalogue', on('2026-02-28')))
    assert.equal(inForce(at.law.catalogue, 'review.catalogue', on('2026-03-01')).entries[0]?.id, 'large')
    refused(set([{ id: 'stop', zh: '责令停业' }]), 'looser-than-above', 'YB-3-3-3-10')
  })
  test('YB-3-3-3-11 门槛不得高于省局，可以更低，可以增加', () => {
    const [large] = entries
    refused(set([{ ...large, fineAtLeastFen: 50_000_001 }]), 'looser-than-above', 'YB-3-3-3-10')
    for (const narrowed of [{ kinds: [] }, { party: 'natural' }, { level: 'city' }, { texts: ['YBTL'] }, { impact: true }])
      refused(set([{ ...large, ...narrowed }]), 'looser-than-above', 'YB-3-3-3-10')
    const own = [
      { ...large, fineAtLeastFen: 10_000_000 },
      { id: 'stop', zh: '责令停业' },
    ]
    assert.deepEqual(granted(set(own)).catalogue?.['review.catalogue']?.[0]?.entries, own)
    allowed(set([{ id: 'large', zh: '每一笔罚款' }]))
  })
})
