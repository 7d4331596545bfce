import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { folds } from '#acts/table'
import type { Term } from '#law/term'
import { type Change, noChange } from '#register/change'
import { type Entry, entryOf, keyOf, openOf } from '#register/kind'
import { kindOf, kinds } from '#register/kinds'
import { toldIn, views } from '#register/views'
import { allowed, dutyOf, granted, health, medical, type Place, packs, placeOf, play, refused, rowsOf, step } from '../../test/ordinary.ts'

const today = '2026-03-02'
const item: Entry = { code: 'CF-001', name: '对未取得许可擅自执业的处罚', type: '行政处罚', basis: '《医疗机构管理条例》第四十三条' }
const change = { list: 'items', entries: [item], strike: [], from: '2026-03-10', changed: '2026-02-27', why: '条例修订' }
const held = (key: string, set = 'earlier', struck = false) => ({ held: [{ key, set, struck }] })
const none = { held: [] }

const prepare = (
  input: object = {},
  { at = health, by = 'zheng', before = noChange as Change, facts = none as Readonly<Record<string, unknown>>, on = today } = {},
) => play(at, before, step('list.prepare', { ...change, ...input }, by, on), facts)
const sent = (
  act: string,
  before: Change,
  by: string,
  input: object = {},
  at: Place = health,
  facts: Readonly<Record<string, unknown>> = none,
  on = today,
) => play(at, before, step(`list.${act}`, input, by, on), facts)

const prepared = granted(prepare())
const examined = () => granted(sent('approve', prepared, 'wu'))
const approved = () => granted(sent('approve', examined(), 'zhou'))
const release = (before: Change, input: object = {}, by = 'feng', facts: Readonly<Record<string, unknown>> = none, on = today) =>
  sent('release', before, by, input, health, facts, on)

describe('国办发〔2018〕118号 第（四）项 事前公开', () => {
  test('WZ-GS-23-1、WZ-GS-23-3 拟稿、审批、发布，由规则包的审批链决定', () => {
    const out = granted(release(approved()))
    assert.deepEqual(
      out.approvals.map(({ post }) => post),
      ['leaderInCharge', 'principalLeader'],
    )
    assert.equal(out.released?.from, '2026-03-10')
  })

  test('未经审批，不得发布；未经分管领导审查，不得提交主要负责人', () => {
    refused(release(prepared), 'not-approved', 'WZ-GS-23-2')
    refused(release(examined()), 'not-approved', 'WZ-GS-23-3')
    refused(sent('approve', prepared, 'zhou'), 'not-next', 'WZ-GS-23-2')
    refused(sent('approve', approved(), 'zhou'), 'chain-complete', 'WZ-GS-23-3')
  })

  test('WZ-GS-23-2、WZ-GS-23-3 拟稿人不得审批、发布自己拟的变更；审批人不得发布', () => {
    const posts = (id: string, ...posts: readonly string[]) => ({
      ...health,
      agency: { ...health.agency, officers: { ...health.agency.officers, [id]: { ...health.agency.officers[id], posts } } } as never,
    })
    const both = posts('zheng', 'publisher', 'leaderInCharge', 'releaser')
    refused(sent('approve', prepared, 'zheng', {}, both), 'publication-apart', 'WZ-GS-23-2')
    refused(sent('release', approved(), 'zheng', {}, both), 'publication-apart', 'WZ-GS-23-2')
    refused(sent('release', approved(), 'wu', {}, posts('wu', 'leaderInCharge', 'releaser')), 'publication-apart', 'WZ-GS-23-3')
  })

  test('WZ-GS-23-1 退回的可以重新拟稿，审批从头开始；撤回的留痕，不再办理', () => {
    const returned = granted(sent('return', examined(), 'zhou', { reason: '依据写错' }))
    refused(sent('approve', returned, 'wu'), 'not-prepared')
    refused(release(returned), 'not-prepared')
    const again = granted(prepare({ why: '依据已改' }, { before: returned }))
    assert.deepEqual([again.approvals, again.draft?.why], [[], '依据已改'])
    refused(prepare({ list: 'channels', entries: [{ way: '电话', at: '12345' }] }, { before: returned }), 'other-list', 'G118-4')
    const withdrawn = granted(sent('withdraw', examined(), 'zheng', { reason: '不再变更' }))
    assert.equal(withdrawn.withdrawn?.reason, '不再变更')
    assert.ok(withdrawn.draft)
    refused(sent('approve', withdrawn, 'zhou'), 'change-withdrawn', 'G118-4')
    refused(prepare({}, { before: withdrawn }), 'change-withdrawn')
  })

  test('已经发布的不再改动，另行变更', () => {
    const out = granted(release(approved()))
    refused(prepare({}, { before: out }), 'change-released', 'G118-4')
    refused(sent('withdraw', out, 'zheng', { reason: '反悔' }), 'change-released')
  })

  test('公开以前不施行', () => {
    refused(prepare({ from: '2026-03-01' }), 'from-past', 'G118-4')
    refused(prepare({ changed: '2026-03-03' }), 'changed-ahead')
    const out = granted(release(approved(), {}, 'feng', none, '2026-03-20'))
    assert.equal(out.released?.from, '2026-03-20', '审批晚于原定施行之日的，自发布之日施行')
  })

  test('同一条目不得写两次；清单中没有的不能删去；什么也不变的不办', () => {
    refused(prepare({ entries: [item, { ...item, name: '又一' }] }), 'entry-twice')
    refused(prepare({ entries: [], strike: ['CF-009'] }), 'not-listed')
    refused(prepare({ entries: [], strike: ['CF-001'] }, { facts: held('CF-001', 'earlier', true) }), 'not-listed')
    refused(prepare({ strike: ['CF-001'] }, { facts: held('CF-001') }), 'entry-twice')
    refused(prepare({ entries: [] }), 'nothing-changed')
    const many = Array.from({ length: 10_000 }, (_, n) => `CF-${n}`)
    refused(prepare({ strike: many }, { facts: { held: many.flatMap((key) => held(key).held) } }), 'too-many-lines')
  })

  test('拟稿以后同一条目另有变更的，不得发布', () => {
    refused(release(approved(), {}, 'feng', held('CF-001', 'other')), 'list-moved', 'G118-4')
    const base = granted(prepare({}, { facts: held('CF-001', 'earlier') }))
    const ready = granted(sent('approve', granted(sent('approve', base, 'wu')), 'zhou'))
    allowed(release(ready, {}, 'feng', held('CF-001', 'earlier')))
    refused(release(ready), 'list-moved')
  })

  test('WZ-GS-24-2 万州：自形成或者变更之日起二十个工作日内公开，超期的写明理由', () => {
    assert.equal(prepared.draft?.term?.due, '2026-03-26', '二月二十八日调休上班，也算一日')
    refused(release(approved(), {}, 'feng', none, '2026-03-30'), 'late-unreasoned', 'WZ-GS-24-2')
    assert.ok(granted(release(approved(), { lateReason: '待市级目录' }, 'feng', none, '2026-03-30')).released)
  })

  test('轮到谁办，列入他的待办，逾期可查；放假安排公布以后一并重算', () => {
    const owed = (before: Change, act: string, by: string, key: string, input: object = {}) =>
      dutyOf(health, before, step(`list.${act}`, input, by, today), key, none)
    const first = owed(noChange, 'prepare', 'zheng', 'approve', change)
    assert.deepEqual([first?.post, first?.due, first?.matter_zh], ['leaderInCharge', '2026-03-26', '行政执法事项清单：条例修订'])
    assert.equal(owed(prepared, 'approve', 'wu', 'approve')?.post, 'principalLeader')
    assert.equal(owed(examined(), 'approve', 'zhou', 'release')?.post, 'releaser')
    assert.equal(owed(examined(), 'return', 'zhou', 'prepare', { reason: '依据写错' })?.officer, 'zheng')
    const ended = rowsOf(health, approved(), step('list.release', {}, 'feng', today), none)
    assert.ok(ended.some(({ table, key, set }) => table === 'duty' && key.key === 'release' && set.done_on === today))

    const running = [{ stream: 'change:1' as const, duty: 'approve', term: { ...(prepared.draft?.term as Term), provisional: true } }]
    const again = step('change.reckon', { why: '放假安排已公布' }, 'system', today)
    assert.equal(granted(play(health, prepared, again, { running })).draft?.term?.provisional, false)
    assert.deepEqual(
      rowsOf(health, prepared, again, { running }).map(({ table, set }) => [table, set.due]),
      [
        ['list_set', '2026-03-26'],
        ['duty', '2026-03-26'],
      ],
    )
  })
})

describe('事前公开信息的更新，写在待办里', () => {
  const [wuding, power] = [
    placeOf('health', 'wuding-health'),
    { name: '监督检查', basis: '《医疗机构管理条例》第四十条', unit: '监督所', post: '监督员', duty: '现场检查' },
  ]
  const told = (at: Place, of: string, input: object) => {
    const duty = dutyOf(at, noChange, step('list.prepare', { ...change, ...input }, 'zheng', today), 'approve', none)
    return [duty?.zh, ...((duty?.clauses as readonly string[]) ?? []).filter((id) => id.startsWith(of))]
  }
  test('WZ-GS-5-7 万州：法律法规规章立改废、职能变化的，及时更新', () =>
    assert.deepEqual(told(health, 'WZ-GS-5', {}), ['审批清单变更（及时更新）', 'WZ-GS-5-7']))
  test('WD-2-1-2-22 武定：权责清单动态管理，更新公开的信息', () =>
    assert.deepEqual(told(wuding, 'WD-2-1-2', { list: 'powers', entries: [power] }), ['审批清单变更（动态调整）', 'WD-2-1-2-22']))
  test('YB-3-1-1-10 吉林医保：实时更新，审批当日发布，公众即看到；当日没有发布的，写明理由', () => {
    const scheme = { name: '实施方案', no: '吉医保发〔2020〕12号', issuer: '省局', on: '2020-03-05', mode: '主动公开', text: '见网站' }
    const input = { list: 'schemes', entries: [scheme], from: today }
    assert.deepEqual(told(medical, 'YB-3', input), ['审批清单变更（实时更新）', 'YB-3-1-1-10'])
    const ready = granted(sent('approve', granted(prepare(input, { at: medical })), 'sun', {}, medical))
    const [released, next] = [step('list.release', {}, 'feng', today), '2026-03-03']
    const shown = rowsOf(medical, ready, released, none).find(({ table }) => table === 'pub.list_entry')
    assert.deepEqual([(shown?.set.body as Entry)?.no, shown?.set.from_on], [scheme.no, today])
    refused(sent('release', ready, 'feng', {}, medical, none, next), 'late-unreasoned', 'YB-3-1-1-10')
    assert.ok(granted(sent('release', ready, 'feng', { lateReason: '网站检修' }, medical, none, next)).released?.lateReason)
  })
})

describe('规则包规定应当载明的栏目', () => {
  const guide = { name: '医疗保障基金使用监督检查' }
  test('YB-3-1-1-20 吉林医保：执法事项清单须明确主体、职责、权限、依据，经同级政府法制机构审核后公示', () => {
    refused(prepare({}, { at: medical }), 'field-missing', 'YB-3-1-1-16')
    const full = { ...item, body: '演示机关', duties: '监督检查', powers: '处罚' }
    const base = granted(prepare({ entries: [full] }, { at: medical }))
    const ready = granted(sent('approve', base, 'sun', {}, medical))
    refused(sent('release', ready, 'feng', {}, medical), 'not-examined', 'YB-3-1-1-20')
    const paper = { by: '县司法局', no: '2026-1', on: today }
    assert.ok(granted(sent('release', ready, 'feng', { examined: paper }, medical)).released)
    refused(sent('release', ready, 'feng', { examined: { ...paper, on: '2026-03-03' } }, medical), 'examined-ahead')
  })

  test('吉林医保服务指南十四项；万州公示牌五项', () => {
    refused(prepare({ list: 'guides', entries: [guide] }, { at: medical }), 'field-missing', 'YB-3-1-1-32')
    const told = { receiver: '窗口', approver: '委员会', conditions: '具备条件', term: '二十日' }
    refused(prepare({ list: 'guides', entries: [guide] }), 'field-missing', 'G118-4')
    allowed(prepare({ list: 'guides', entries: [{ ...guide, ...told }] }))
    refused(prepare({ list: 'boards', entries: [{ window: '一号窗口' }] }), 'field-missing', 'WZ-GS-12-1')
  })

  test('检查人员须有本机关登记的执法证件', () => {
    const inspector = { name: '李明', certificate: 'DEMO-li', unit: '执法支队' }
    allowed(prepare({ list: 'inspectors', entries: [inspector] }))
    refused(prepare({ list: 'inspectors', entries: [{ ...inspector, certificate: '0001' }] }), 'not-certified', 'CFF-42-1')
  })
})

describe('条目', () => {
  test('统一社会信用代码、注册号逐一核对校验码', () => {
    const fault = (number: string) => entryOf(kindOf('objects')).safeParse({ name: '某公司', number }).error?.issues[0]?.message
    assert.equal(fault('91330100311348661F'), undefined)
    assert.match(fault('91330100311348661E') ?? '', /校验码不符/)
    assert.match(fault('330100000111311') ?? '', /校验码不符/)
    assert.match(fault('3301') ?? '', /应为18位/)
  })

  test('标识：前一种填全了的为准', () => {
    const objects = kindOf('objects')
    assert.equal(keyOf(objects, { name: '甲', number: '1', address: '乙' }), '1')
    assert.equal(keyOf(objects, { name: '甲', address: '乙' }), '甲｜乙')
    assert.equal(keyOf(kindOf('boards'), { window: '一号' }), '一号')
    assert.match(entryOf(kindOf('items')).safeParse({ name: '甲', basis: '乙' }).error?.issues[0]?.message ?? '', /以便与其他条目区别/)
  })

  test('不公开的栏目不出去', () => {
    const entry = { name: '某诊所', phone: '0434-3260000', person: '张三', city: '铁西区' }
    assert.deepEqual(openOf(kindOf('objects'), entry), { name: '某诊所', city: '铁西区' })
    const rows = rowsOf(
      health,
      granted(sent('approve', granted(sent('approve', granted(prepare({ list: 'objects', entries: [entry] })), 'wu')), 'zhou')),
      step('list.release', {}, 'feng', today),
      none,
    )
    const shown = rows.filter(({ table }) => table.startsWith('pub.'))
    assert.equal(shown.length, 2)
    assert.ok(!JSON.stringify(shown).includes('张三'))
    assert.ok(JSON.stringify(rows).includes('张三'))
  })

  test('WD-2-3-2-3、YB-3-3-2-4 法律顾问和公职律师名录写明聘期和服务范围；不公开：公示库里没有，公示账本里也没有', () => {
    const adviser = { name: '林律师', as: '法律顾问', body: '某律师事务所', scope: '法制审核', from: '2026-01-01', to: '2026-12-31' }
    const ready = granted(
      sent('approve', granted(sent('approve', granted(prepare({ list: 'advisers', entries: [adviser] })), 'wu')), 'zhou'),
    )
    const rows = rowsOf(health, ready, step('list.release', {}, 'feng', today), none)
    assert.deepEqual(
      rows.filter(({ table }) => table.startsWith('pub.')),
      [],
    )
    assert.ok(rows.some(({ table }) => table === 'list_entry'))
    for (const field of ['name', 'as', 'body', 'scope', 'from', 'to']) {
      const lacking = Object.fromEntries(Object.entries(adviser).filter(([id]) => id !== field))
      assert.throws(() => prepare({ list: 'advisers', entries: [lacking] }), { name: 'ZodError' }, field)
    }
    const event = { kind: 'list.released', body: { list: 'advisers' }, from: today, on: today } as never
    assert.equal(folds.change.entry?.(event), undefined)
  })

  test('发布以前，清单和公示库都没有这一条；只留变更本身和待办', () => {
    const rows = rowsOf(health, noChange, step('list.prepare', change, 'zheng', today), none)
    assert.deepEqual([...new Set(rows.map(({ table }) => table))], ['list_set', 'duty'])
  })
})

describe('清单的种类', () => {
  test('条款登记在册；标识的栏目都在，都公开；必填的都在', () => {
    for (const kind of kinds.map(({ id }) => kindOf(id))) {
      const fields = new Map(kind.fields.map((field) => [field.id, field]))
      assert.equal(fields.size, kind.fields.length, kind.id)
      for (const id of kind.clauses) assert.ok(packs.provisions.has(id), `${kind.id} ${id}`)
      for (const id of kind.keys.flat()) assert.equal(fields.get(id)?.inner, undefined, `${kind.id}.${id}`)
      for (const id of kind.keys.flat()) assert.ok(fields.has(id), `${kind.id}.${id}`)
      const headings = kind.fields.flatMap(({ zh, also = [] }) => [zh, ...also])
      assert.equal(new Set(headings).size, headings.length, `${kind.id}：同一表头对应两个栏目`)
    }
  })

  test('规则包所列应当事前公开的信息，都有地方公开', () => {
    const registers = [...kinds, ...views].map(({ id }) => String(id))
    for (const register of Object.values(toldIn).flat()) assert.ok(registers.includes(register), register)
    const asked = [...packs.packs.values()].flatMap(({ rules }) => rules.lists['standing.classes'] ?? [])
    assert.ok(asked.length > 0)
    for (const { id } of asked.flatMap(({ items }) => items)) assert.ok(toldIn[id], id)
  })

  test('规则包所列栏目，清单都有', () => {
    for (const kind of kinds.map(({ id }) => kindOf(id))) {
      if (!kind.requires) continue
      const known = kind.fields.map((field) => field.id)
      const asked = [...packs.packs.values()].flatMap(({ rules }) => rules.lists[kind.requires ?? ''] ?? [])
      assert.ok(asked.length > 0, kind.requires)
      for (const item of asked.flatMap(({ items }) => items)) assert.ok(known.includes(item.id), `${kind.id}.${item.id}`)
    }
  })
})
