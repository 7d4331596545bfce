import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Day } from '#law/day'
import type { Refusal } from '#law/refusal'
import { isRefusal } from '#law/refusal'
import { inForce, on } from '#policy/law'
import { lawOf, nearest, packFilesIn } from '#policy/load'
import type { Register } from '#register/register'
import { hash } from '#server/digest'
import { allowed, granted, health, type Place, packs, play, refused, step } from '../../test/ordinary.ts'

const today: Day = '2026-03-02'
type Row = Record<string, unknown>
type Files = Record<string, Record<string, Row[]>>
const asShipped = packFilesIn(nearest()).folders.get('wanzhou-health') as Files
const shipped = () => structuredClone(asShipped)
const fresh: Register = {}

/** The agency's law with what it adopted. */
const under = (register: Register): Place => {
  const { pack, years = [], ...entries } = register
  return { ...health, law: lawOf(packs, 'wanzhou-health', hash, entries, years, pack) }
}
const adopt = (files: unknown, register: Register = fresh, by = 'zhou', day = today): Register | Refusal =>
  play(under(register), register, step('pack.adopt', { files, basis: '万州卫〔2026〕10号' }, by, day))

/** The published digest of the file, one period told anew from a day on. */
function changed(value: number, from: Day, to: Day, more: Row = {}): Files {
  const files = shipped()
  const [row] = files.periods?.['publication.penalty'] ?? []
  assert.ok(row && files.periods)
  files.periods['publication.penalty'] = [
    { ...row, to },
    { ...row, from, value, ...more },
  ]
  return files
}
const due = (register: Register, day: Day) => inForce(under(register).law.periods, 'publication.penalty', on(day)).value

describe('采用规则包新版本', () => {
  const adopted = granted(adopt(changed(5, '2026-04-01', '2026-03-31')))
  test('新旧并存：各按各日的规定', () => {
    assert.equal(due(adopted, '2026-03-31'), 7)
    assert.equal(due(adopted, '2026-04-01'), 5)
    assert.equal(due(fresh, '2026-04-01'), 7)
  })
  test('适用的法的摘要随之改变', () => assert.notEqual(under(adopted).law.digest, under(fresh).law.digest))
  test('再采用一次，在前一版本之上', () => {
    const [first, second] = changed(5, '2026-04-01', '2026-03-31').periods?.['publication.penalty'] ?? []
    const files = changed(5, '2026-04-01', '2026-03-31')
    assert.ok(files.periods)
    files.periods['publication.penalty'] = [first as Row, { ...second, to: '2026-06-30' }, { ...second, from: '2026-07-01', value: 3 }]
    const again = granted(adopt(files, adopted, 'zhou', '2026-05-06'))
    assert.deepEqual([due(again, '2026-03-31'), due(again, '2026-05-06'), due(again, '2026-07-01')], [7, 5, 3])
  })
  test('主要负责人采用', () => {
    for (const by of ['sun', 'li', 'admin']) assert.throws(() => adopt(changed(5, '2026-04-01', '2026-03-31'), fresh, by), /holds no post/)
  })
})

describe('不合格的规则包不采用，原来的照用', () => {
  const why = (outcome: Register | Refusal): string => (isRefusal(outcome) ? outcome.zh : '')
  test('格式：说出文件和行', () => {
    const outcome = adopt(changed(5, '2026-04-01', '2026-03-31', { value: '五' }))
    refused(outcome, 'pack-malformed', 'G118-19')
    assert.match(why(outcome), /wanzhou-health\/periods\.json publication\.penalty 2026-04-01 起：value：/)
  })
  test('任意的内容，都是说得清的不予办理', () => {
    const odd = [
      {},
      { pack: null },
      { ...shipped(), periods: [] },
      { ...shipped(), periods: { constructor: [] } },
      { ...shipped(), modes: { valueOf: [{}] } },
    ]
    for (const files of odd) assert.match(why(adopt(files)), /规则包没有采用，原来的照用/)
  })
  test('另一个规则包', () => {
    const files = { ...shipped(), pack: { id: 'wuding-health', zh: '武定', field: 'health', rank: 'county', beneath: ['cn-health'] } }
    refused(adopt(files), 'pack-malformed')
  })
  test('换了层级或者下面的规则包', () => {
    const pack = { id: 'wanzhou-health', zh: '万州', field: 'health', rank: 'county', beneath: ['cn-health'] }
    refused(adopt({ ...shipped(), pack: { ...pack, rank: 'province' } }), 'pack-of-other')
    refused(adopt({ ...shipped(), pack: { ...pack, beneath: ['cn'] } }), 'pack-of-other')
    refused(adopt({ ...shipped(), pack: { ...pack, field: 'medical-security' } }), 'pack-of-other')
  })
  test('把只可从严的放宽', () => {
    const outcome = adopt(changed(10, '2026-04-01', '2026-03-31'))
    refused(outcome, 'pack-unsound')
    assert.match(why(outcome), /publication\.penalty 2026-04-01 起：宽于 cn 2018-12-05 起的规定（G118-6），只可从严/)
  })
  test('缺口、没有的参数、没有的条款，一次说完', () => {
    const files = changed(5, '2026-04-03', '2026-03-31', { clauses: ['WZ-GS-99'] })
    assert.ok(files.periods)
    files.periods['publication.lisence'] = files.periods['publication.licence'] ?? []
    const outcome = adopt(files)
    refused(outcome, 'pack-unsound')
    for (const part of [
      /2026-03-31 与 2026-04-03 之间没有规定/,
      /没有这个参数，是不是 publication\.licence/,
      /条款 WZ-GS-99 未在条款登记中/,
    ])
      assert.match(why(outcome), part)
  })
  test('已经施行的不得改写、删去，止日不得早于今日', () => {
    const files = shipped()
    const [row] = files.periods?.['publication.penalty'] ?? []
    assert.ok(row && files.periods)
    const given = (rows: Row[]) => adopt({ ...files, periods: { ...files.periods, 'publication.penalty': rows } })
    refused(given([{ ...row, value: 5 }]), 'past-rewritten', 'J96-3')
    refused(
      given([
        { ...row, to: '2026-02-28' },
        { ...row, from: '2026-03-01', value: 5 },
      ]),
      'past-rewritten',
    )
    const { 'publication.penalty': _, ...rest } = files.periods
    refused(adopt({ ...files, periods: rest }), 'past-rewritten')
    allowed(
      given([
        { ...row, to: today },
        { ...row, from: '2026-03-03', value: 5 },
      ]),
    )
  })
  test('新的规定不得溯及既往', () => {
    const files = shipped()
    assert.ok(files.periods)
    const [row] = files.periods['publication.penalty'] ?? []
    const told = (from: Day) => adopt({ ...files, periods: { ...files.periods, 'publication.inspection': [{ ...row, from }] } })
    refused(told(today), 'past-rewritten')
    assert.match(why(told('2025-01-01')), /publication\.inspection 2025-01-01 起：新的规定最早自 2026-03-03 起施行/)
    allowed(told('2026-03-03'))
  })
  test('与本机关已经采用的清单抵触的，先改清单', () => {
    const [row] = shipped().periods?.['publication.penalty'] ?? []
    const entry = { ...row, from: '2026-01-01', local: 'free', clauses: ['G118-6'], value: 9 }
    const register = granted(
      play(under(fresh), fresh, step('register.adopt', { family: 'periods', key: 'review', rows: [entry] }, 'zhou', today)),
    )
    const files = shipped()
    assert.ok(files.periods)
    const withReview = { ...files, periods: { ...files.periods, review: [{ ...row, from: '2026-04-01', local: 'stricter', value: 5 }] } }
    const outcome = adopt(withReview, register)
    refused(outcome, 'entry-contradicted')
    assert.match(why(outcome), /periods\.json review 2026-04-01 起：与本机关清单抵触/)
    allowed(adopt(withReview))
  })
  test('没有改动的，不必采用', () => refused(adopt(shipped()), 'pack-same'))
})

describe('法律、法规、规章另有规定的，从其规定', () => {
  const from = '2026-04-01'
  const own = { from, by: 'step', local: 'stricter', clauses: ['WZ-GS-25-2'], source: '万州' }
  const changing = (family: string, key: string, row: Row): Files => {
    const files = shipped()
    const held = files[family]?.[key]?.map((each) => ({ ...each, to: '2026-03-31' })) ?? []
    return { ...files, [family]: { ...files[family], [key]: [...held, row] } } as Files
  }
  test('WZ-GS-3-6 公示的范围和期限：改不动法律的规定；依哪一条而不适用的写明，只是那一项', () => {
    const period = { ...own, value: 30, unit: '日' }
    refused(adopt(changing('periods', 'publication.withdraw', period)), 'pack-unsound')
    refused(adopt(changing('periods', 'publication.withdraw', { ...period, yieldsTo: 'G118-6' })), 'pack-unsound')
    const publication = { 'publication.penalty': changed(5, from, '2026-03-31').periods?.['publication.penalty'] }
    const files = changing('periods', 'publication.withdraw', { ...period, yieldsTo: 'CFF-48-2' })
    const yielding = granted(adopt({ ...files, periods: { ...files.periods, ...publication } }))
    assert.equal(inForce(under(yielding).law.periods, 'publication.withdraw', on(from)).value, 3)
    assert.equal(due(yielding, from), 5)
    const { items } = inForce(health.law.lists, 'publication.redact', on(from))
    refused(adopt(changing('lists', 'publication.redact', { ...own, items: items.slice(1) })), 'pack-unsound')
  })
  test('WZ-JL-3-5 记录：规章规定笔录应当载明的，不得减少', () => {
    const form = inForce(health.law.forms, 'siteRecord', on(from))
    const recorded = (fields: typeof form.fields) =>
      adopt(changing('forms', 'siteRecord', { ...form, ...own, by: form.by, clauses: ['WZ-JL-9-7'], fields } as Row))
    const more = granted(recorded([...form.fields, { id: 'note', zh: '备注', as: 'prose' }]))
    assert.equal(inForce(under(more).law.forms, 'siteRecord', on(from)).fields.at(-1)?.id, 'note')
    const outcome = recorded(form.fields.filter((field) => field !== form.fields.find(({ clauses }) => clauses)))
    refused(outcome, 'pack-unsound')
    assert.match(isRefusal(outcome) ? outcome.zh : '', /删去了 cn-health 的格式应当载明的/)
  })
})
