import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Change, noChange } from '#register/change'
import { type Entry, type Field, openOf } from '#register/kind'
import { kindOf, type ListId } from '#register/kinds'
import { allowed, granted, health, type Place, placeOf, play, refused, rowsOf, step } from '../../test/ordinary.ts'

/** 五份文件的清单各项: each clause by its number. */
const today = '2026-03-02'
const filled = ({ holds, choices, zh }: Field): string =>
  choices?.[0] ??
  (holds === 'day'
    ? today
    : holds === 'phone'
      ? '0434-3260000'
      : holds === 'certificate'
        ? 'DEMO-li'
        : holds === 'number'
          ? '91330100311348661F'
          : zh)
const entryOf = (list: ListId): Entry => ({
  ...Object.fromEntries(kindOf(list).fields.map((field) => [field.id, filled(field)])),
  ...(kindOf(list).fields.some(({ holds }) => holds === 'certificate') ? { name: '李明' } : {}),
})
const change = (list: ListId, entry: Entry) => ({ list, entries: [entry], strike: [], from: today, changed: today, why: '编制' })
const prepare = (place: Place, list: ListId, entry: Entry) =>
  play<Change>(place, noChange, step('list.prepare', change(list, entry), 'zheng', today), { held: [] })

const places: Readonly<Record<string, Place>> = Object.fromEntries(
  (
    [
      ['siping-health', 'health'],
      ['wanzhou-health', 'health'],
      ['wuding-health', 'health'],
      ['jilin-medical-security', 'medical-security'],
    ] as const
  ).map(([pack, field]) => [pack, placeOf(field, pack)]),
)
const at = (pack: string): Place => places[pack] ?? assert.fail(pack)

describe('应当载明的栏目：缺一项，不能拟稿', () => {
  const of: readonly (readonly [clause: string, pack: string, list: ListId, field: string])[] = [
    ['SP-1-1-10', 'siping-health', 'random', 'basis'],
    ['SP-1-1-11', 'siping-health', 'random', 'body'],
    ['SP-1-1-12', 'siping-health', 'random', 'content'],
    ['SP-1-1-13', 'siping-health', 'random', 'method'],
    ['SP-1-1-18', 'siping-health', 'guides', 'name'],
    ['SP-1-1-19', 'siping-health', 'guides', 'receiver'],
    ['SP-1-1-20', 'siping-health', 'guides', 'conditions'],
    ['SP-1-1-21', 'siping-health', 'guides', 'approver'],
    ['SP-1-1-22', 'siping-health', 'guides', 'course'],
    ['SP-1-1-23', 'siping-health', 'guides', 'term'],
    ['SP-1-2-11', 'siping-health', 'boards', 'unit'],
    ['SP-1-2-12', 'siping-health', 'boards', 'name'],
    ['SP-1-2-13', 'siping-health', 'boards', 'title'],
    ['SP-1-2-14', 'siping-health', 'boards', 'duties'],
    ['SP-1-2-15', 'siping-health', 'boards', 'samples'],
    ['SP-1-2-16', 'siping-health', 'boards', 'progress'],
    ['SP-1-2-17', 'siping-health', 'boards', 'consulting'],
    ['SP-1-2-18', 'siping-health', 'boards', 'complaints'],
    ['WZ-GS-12-1', 'wanzhou-health', 'boards', 'duties'],
    ['WZ-GS-12-2', 'wanzhou-health', 'boards', 'samples'],
    ['WZ-GS-12-3', 'wanzhou-health', 'boards', 'progress'],
    ['WZ-GS-12-4', 'wanzhou-health', 'boards', 'consulting'],
    ['WZ-GS-12-5', 'wanzhou-health', 'boards', 'complaints'],
    ['WD-2-1-2-13', 'wuding-health', 'guides', 'name'],
    ['WD-2-1-2-14', 'wuding-health', 'guides', 'receiver'],
    ['WD-2-1-2-15', 'wuding-health', 'guides', 'approver'],
    ['WD-2-1-2-16', 'wuding-health', 'guides', 'conditions'],
    ['WD-2-1-2-17', 'wuding-health', 'guides', 'course'],
    ['WD-2-1-2-18', 'wuding-health', 'guides', 'term'],
    ['WD-2-1-2-19', 'wuding-health', 'guides', 'hours'],
    ['WD-2-1-2-20', 'wuding-health', 'guides', 'address'],
    ['WD-2-1-2-21', 'wuding-health', 'guides', 'phone'],
    ['WD-2-1-3-11', 'wuding-health', 'boards', 'duties'],
    ['WD-2-1-3-12', 'wuding-health', 'boards', 'samples'],
    ['WD-2-1-3-13', 'wuding-health', 'boards', 'progress'],
    ['WD-2-1-3-14', 'wuding-health', 'boards', 'consulting'],
    ['WD-2-1-3-15', 'wuding-health', 'boards', 'complaints'],
    ['ZR-3-1-3-1', 'siping-health', 'powers', 'post'],
    ['ZR-3-1-3-2', 'siping-health', 'powers', 'person'],
    ['ZR-3-1-3-3', 'siping-health', 'powers', 'limit'],
    ['ZR-3-1-3-4', 'siping-health', 'powers', 'liability'],
    ['YB-3-1-1-16', 'jilin-medical-security', 'items', 'body'],
    ['YB-3-1-1-17', 'jilin-medical-security', 'items', 'duties'],
    ['YB-3-1-1-18', 'jilin-medical-security', 'items', 'powers'],
    ['YB-3-1-1-19', 'jilin-medical-security', 'items', 'basis'],
    ['YB-3-1-1-22', 'jilin-medical-security', 'random', 'body'],
    ['YB-3-1-1-23', 'jilin-medical-security', 'random', 'basis'],
    ['YB-3-1-1-24', 'jilin-medical-security', 'random', 'object'],
    ['YB-3-1-1-25', 'jilin-medical-security', 'random', 'content'],
    ['YB-3-1-1-26', 'jilin-medical-security', 'random', 'ratio'],
    ['YB-3-1-1-27', 'jilin-medical-security', 'random', 'method'],
    ['YB-3-1-1-28', 'jilin-medical-security', 'random', 'frequency'],
    ['YB-3-1-1-31', 'jilin-medical-security', 'guides', 'name'],
    ['YB-3-1-1-32', 'jilin-medical-security', 'guides', 'basis'],
    ['YB-3-1-1-33', 'jilin-medical-security', 'guides', 'receiver'],
    ['YB-3-1-1-34', 'jilin-medical-security', 'guides', 'approver'],
    ['YB-3-1-1-35', 'jilin-medical-security', 'guides', 'favours'],
    ['YB-3-1-1-36', 'jilin-medical-security', 'guides', 'materials'],
    ['YB-3-1-1-37', 'jilin-medical-security', 'guides', 'course'],
    ['YB-3-1-1-38', 'jilin-medical-security', 'guides', 'term'],
    ['YB-3-1-1-39', 'jilin-medical-security', 'guides', 'supervision'],
    ['YB-3-1-1-40', 'jilin-medical-security', 'guides', 'liability'],
    ['YB-3-1-1-41', 'jilin-medical-security', 'guides', 'remedies'],
    ['YB-3-1-1-42', 'jilin-medical-security', 'guides', 'hours'],
    ['YB-3-1-1-43', 'jilin-medical-security', 'guides', 'address'],
    ['YB-3-1-1-44', 'jilin-medical-security', 'guides', 'phone'],
  ]
  for (const [clause, pack, list, field] of of)
    test(`${clause} ${field}`, () => {
      const entry = entryOf(list)
      allowed(prepare(at(pack), list, entry))
      const { [field]: _, ...lacking } = entry
      // what no entry of the list is without, whatever the pack, does not even pass the form
      if (kindOf(list).fields.some(({ id, must }) => id === field && must))
        assert.throws(() => prepare(at(pack), list, lacking), { name: 'ZodError' })
      else refused(prepare(at(pack), list, lacking), 'field-missing', clause as 'YB-3-1-1-16')
    })
})

describe('编制并公开：发布以后，公众看得到', () => {
  const of: readonly (readonly [clause: string, list: ListId, ...fields: string[]])[] = [
    ['SP-1-1-1、SP-1-0-4、SP-1-0-8、WZ-GS-2-1、WZ-GS-5-1、YB-3-1-0-6、YB-3-1-1-15', 'items', 'name'],
    ['SP-1-1-4、WZ-GS-5-2、WZ-GS-6-1、WD-2-1-2-3、YB-3-1-1-3', 'items', 'duties'],
    ['SP-1-1-5、WZ-GS-5-3、WD-2-1-2-4、YB-3-1-1-4、ZR-3-2-2-9', 'items', 'powers'],
    ['SP-1-1-6、WZ-GS-5-4、WZ-GS-8-1、WZ-GS-8-2、WZ-GS-8-3、WD-2-1-2-5、YB-3-1-1-6、ZR-3-2-2-10', 'items', 'basis'],
    ['SP-1-1-7、WD-2-1-2-7、YB-3-1-1-9、ZR-3-2-2-13', 'items', 'remedies'],
    ['WZ-GS-5-5、WD-2-1-2-6、YB-3-1-1-7、ZR-3-2-2-11', 'items', 'procedure'],
    [
      'SP-1-1-4、SP-1-1-5、WZ-GS-5-2、WZ-GS-5-3、WZ-GS-6-1、WD-2-1-2-3、WD-2-1-2-4、YB-3-1-1-3、YB-3-1-1-4、ZR-3-2-2-9',
      'powers',
      'name',
      'duty',
    ],
    ['SP-1-1-7、WD-2-1-2-7、YB-3-1-1-9、ZR-3-2-2-13', 'guides', 'remedies'],
    ['WZ-GS-5-5、WD-2-1-2-6、YB-3-1-1-7、ZR-3-2-2-11', 'guides', 'course'],
    [
      'SP-1-1-8、SP-1-3-10、WZ-GS-5-6、WZ-GS-10-1、WD-2-1-2-8、YB-3-1-1-5、YB-3-1-1-21',
      'random',
      'name',
      'basis',
      'body',
      'content',
      'method',
    ],
    ['SP-1-1-14、YB-3-1-1-21', 'objects', 'name'],
    ['SP-1-1-15、YB-3-1-1-45', 'inspectors', 'name', 'certificate'],
    ['SP-1-1-16、WD-2-1-2-11、YB-3-1-1-30、YB-3-1-1-0', 'guides', 'name', 'course'],
    ['SP-1-2-10、WZ-GS-12-1、WD-2-1-3-10', 'boards', 'window', 'duties'],
    ['WZ-GS-11-1、WZ-GS-11-2、YB-3-1-1-8', 'channels', 'way', 'at'],
    ['WZ-GS-11-3', 'channels', 'conditions'],
    ['ZR-3-3-3-8、ZR-3-3-3-9、ZR-3-3-3-10、ZR-3-3-3-11', 'channels', 'way', 'at', 'scope'],
    ['ZR-3-1-2-1、ZR-3-1-1-9、WD-2-1-2-22、WD-2-4-1-10、YB-3-4-2-5', 'powers', 'name', 'unit', 'post'],
    ['ZR-3-1-3-1、ZR-3-1-3-2', 'powers', 'duty', 'person'],
    ['ZR-3-1-3-3', 'powers', 'limit'],
    ['ZR-3-1-3-4', 'powers', 'liability'],
    ['ZR-3-1-4-2', 'powers', 'entrusted'],
    ['ZR-3-1-4-3', 'powers', 'entrustment'],
    ['SP-2-2-9、YB-3-2-2-13', 'recordings', 'type', 'scene', 'level'],
    ['SP-2-2-10、YB-3-2-2-14', 'recordings', 'phrases'],
    ['SP-2-2-11、YB-3-2-2-15', 'recordings', 'content', 'level'],
    ['SP-0-4、YB-0-3', 'schemes', 'name', 'no', 'issuer', 'on', 'mode', 'text'],
  ]
  for (const [clause, list, ...fields] of of)
    test(`${clause} ${kindOf(list).zh}：${fields.join('、')}`, () => {
      const entry = entryOf(list)
      const chain = ['wu', 'zhou'].reduce(
        (before, by) => granted(play<Change>(health, before, step('list.approve', {}, by, today), { held: [] })),
        granted(prepare(health, list, entry)),
      )
      const shown = rowsOf(health, chain, step('list.release', {}, 'feng', today), { held: [] }).find(
        ({ table }) => table === 'pub.list_entry',
      )
      const body = shown?.set.body as Entry
      for (const field of fields) assert.equal(body[field], openOf(kindOf(list), entry)[field], field)
      for (const field of fields) assert.ok(body[field], field)
    })

  test('YB-3-1-0-3 标准格式：合乎格式的照格式送审，多一栏、少一栏、不在可选之中的不能送审', () => {
    const place = at('jilin-medical-security')
    const entry = entryOf('items')
    assert.deepEqual(granted(prepare(place, 'items', entry)).draft?.lines[0]?.entry, entry)
    const { name: _, ...nameless } = entry
    for (const odd of [{ ...entry, note: '另加一栏' }, nameless, { ...entry, type: '行政指导' }])
      assert.throws(() => prepare(place, 'items', odd), { name: 'ZodError' })
  })

  const types = {
    'ZR-3-1-1-2': '行政许可',
    'ZR-3-1-1-3': '行政处罚',
    'ZR-3-1-1-4': '行政强制',
    'ZR-3-1-1-5': '行政确认',
    'ZR-3-1-1-6': '行政给付',
    'ZR-3-1-1-7': '行政裁决',
    'ZR-3-1-1-8': '行政检查',
  } as const
  test('ZR-3-1-1-2、ZR-3-1-1-3、ZR-3-1-1-4、ZR-3-1-1-5、ZR-3-1-1-6、ZR-3-1-1-7、ZR-3-1-1-8 各类行政行为都可以列明依据和事项，没有依据的不能列', () => {
    for (const type of Object.values(types)) {
      const entry: Entry = { ...entryOf('items'), type }
      assert.equal(granted(prepare(at('siping-health'), 'items', entry)).draft?.list, 'items')
      const { basis: _, ...baseless } = entry
      assert.throws(() => prepare(at('siping-health'), 'items', baseless), { name: 'ZodError' })
    }
  })

  test('WD-3-2-7 权责清单没有经法规监督股审核的，不能公示', () => {
    const place = at('wuding-health')
    const approved = granted(
      play<Change>(place, granted(prepare(place, 'powers', entryOf('powers'))), step('list.approve', {}, 'sun', today), { held: [] }),
    )
    const release = (input: object) => play(place, approved, step('list.release', input, 'feng', today), { held: [] })
    refused(release({}), 'not-examined', 'WD-3-2-7')
    allowed(release({ examined: { by: '法规监督股', no: '2026-1', on: today } }))
  })
})
