import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import type { Day } from '#law/day'
import { type Change, noChange } from '#register/change'
import { read } from '#register/intake'
import type { Entry } from '#register/kind'
import { kindOf } from '#register/kinds'
import { allowed, granted, health, type Place, play, refused, type Step, step } from '../../test/ordinary.ts'

const today = '2026-03-02'
const said = { duties: '检查', samples: '窗口备有', progress: '网上查询', consulting: '12320', complaints: '12345' }
const board = (name: string, certificate: string, more: Entry = {}): Entry => ({ ...said, window: '一号窗口', name, certificate, ...more })

/** The agency after its administrator did these things. */
const after = (...acts: readonly Step[]): Place => ({
  ...health,
  agency: acts.reduce<Agency>((agency, each) => granted(play<Agency>({ ...health, agency }, agency, each)), health.agency as Agency),
})
const did = (act: string, input: object, on: Day = today): Step =>
  step(`agency.${act}`, { why: '演人社函〔2026〕1号', ...input }, 'admin', on)
const to = (no: string, days: object = {}) => ({ no, from: '2026-01-01', to: '2027-12-31', ...days })
const certify = (officer: string, certificate: object) => did('certify', { officer, certificate })
/** Another 李明, of the legal unit. */
const namesake = step(
  'agency.appoint',
  { id: 'li2', name: '李明', unit: 'legal', posts: ['handler'], qualified: false, certificate: to('DEMO-li2') },
  'admin',
  today,
)

const prepare = (entry: Entry, place: Place = health, from: Day = today, list = 'boards') =>
  play<Change>(
    place,
    noChange,
    step('list.prepare', { list, entries: [entry], strike: [], from, changed: today, why: '公布' }, 'zheng', today),
    {
      held: [],
    },
  )
const wordsOf = (outcome: unknown): string => (outcome as { zh: string }).zh

describe('行政处罚法 第四十二条 公示牌、名录上的执法证件，属于所写的人', () => {
  test('CFF-42-1 本人的、有效的，可以拟稿；表格里姓名中间的空格不算', () => {
    allowed(prepare(board('李明', 'DEMO-li')))
    allowed(prepare(board('李　明', 'DEMO-li')))
  })

  test('CFF-42-1 他人的证号，不能拟稿；写明是谁的、应当是哪一个', () => {
    const outcome = prepare(board('王芳', 'DEMO-li'))
    refused(outcome, 'certificate-of-other', 'CFF-42-1')
    assert.equal(
      wordsOf(outcome),
      '第 1 条：执法证件 DEMO-li 是李明（li）的，不是这里所写的王芳的：有效的是王芳（wang）的 DEMO-wang，请改写证号；姓名、单位写错的，请改正',
    )
    assert.match(wordsOf(prepare(board('赵敏', 'DEMO-li'))), /没有登记其有效的执法证件，请先登记/)
    assert.match(wordsOf(prepare(board('林某', 'DEMO-li'))), /本机关没有林某这名人员；姓名、单位写错的，请改正/)
    refused(
      prepare({ name: '王芳', certificate: 'DEMO-li', unit: '执法支队' }, health, today, 'inspectors'),
      'certificate-of-other',
      'CFF-42-1',
    )
  })

  test('CFF-42-1 没有登记的证号、没有写是谁的，不能拟稿', () => {
    refused(prepare(board('李明', 'DEMO-0')), 'not-certified', 'CFF-42-1')
    const { name: _, ...unnamed } = board('', 'DEMO-li')
    refused(prepare(unnamed), 'holder-unnamed', 'CFF-42-1')
  })

  test('CFF-42-1 已失效、收回、暂扣、尚未生效、已离任的，不能拟稿；换发以后写明新的证号', () => {
    const renewed = after(certify('li', to('DEMO-new')))
    allowed(prepare(board('李明', 'DEMO-new'), renewed))
    const expired = after(certify('li', to('DEMO-li', { to: '2026-03-01' })), certify('li', to('DEMO-new')))
    const outcome = prepare(board('李明', 'DEMO-li'), expired)
    refused(outcome, 'certificate-not-in-force', 'CFF-42-1')
    assert.equal(
      wordsOf(outcome),
      '第 1 条：李明的执法证件 DEMO-li 在 2026-03-02 已失效：有效的是李明（li）的 DEMO-new，请改写证号，或者改写持有效证件的人员',
    )
    for (const [place, state] of [
      [after(did('revokeCertificate', { officer: 'li' })), '已失效'],
      [after(did('suspendCertificate', { officer: 'li' })), '暂扣'],
      [after(certify('li', to('DEMO-li', { from: '2026-03-03' }))), '尚未生效'],
      [after(did('leave', { officer: 'li', last: '2026-03-01' })), '已离任'],
    ] as const) {
      const outcome = prepare(board('李明', 'DEMO-li'), place)
      refused(outcome, 'certificate-not-in-force', 'CFF-42-1')
      assert.match(wordsOf(outcome), new RegExp(`在 2026-03-02 ${state}：没有登记其有效的执法证件，请先登记`))
    }
  })

  test('CFF-42-1 有效与否，看公示牌施行之日', () => {
    const soon = after(certify('li', to('DEMO-li', { from: '2026-03-10' })))
    refused(prepare(board('李明', 'DEMO-li'), soon), 'certificate-not-in-force', 'CFF-42-1')
    allowed(prepare(board('李明', 'DEMO-li'), soon, '2026-03-10'))
    const ending = after(certify('li', to('DEMO-li', { to: '2026-03-09' })))
    allowed(prepare(board('李明', 'DEMO-li'), ending))
    refused(prepare(board('李明', 'DEMO-li'), ending, '2026-03-10'), 'certificate-not-in-force', 'CFF-42-1')
  })

  test('CFF-42-1 同名的两人：各人的证号都是本名的；写明单位的，是那个单位的人；一人的证件失效，不拿另一人的顶替', () => {
    const two = after(namesake)
    allowed(prepare(board('李明', 'DEMO-li'), two))
    allowed(prepare(board('李明', 'DEMO-li2'), two))
    allowed(prepare(board('李明', 'DEMO-li2', { unit: '法规科' }), two))
    allowed(prepare(board('李明', 'DEMO-li2', { unit: '演示机关' }), two))
    const outcome = prepare(board('李明', 'DEMO-li', { unit: '法规科' }), two)
    refused(outcome, 'certificate-of-other', 'CFF-42-1')
    assert.match(wordsOf(outcome), /DEMO-li 是李明（li）的.*有效的是李明（li2）的 DEMO-li2/)
    assert.match(wordsOf(prepare(board('李明', 'DEMO-wang'), two)), /有效的是李明（li）的 DEMO-li、李明（li2）的 DEMO-li2/)
    const revoked = prepare(board('李明', 'DEMO-li2'), after(namesake, did('revokeCertificate', { officer: 'li2' })))
    refused(revoked, 'certificate-not-in-force', 'CFF-42-1')
    assert.ok(!wordsOf(revoked).includes('DEMO-li，'))
    allowed(prepare(board('李明', 'DEMO-li2', { unit: '执法支队' }), after(namesake, did('leave', { officer: 'li', last: '2026-03-01' }))))
  })

  test('CFF-42-1 拟稿以后收回的，不能发布，重新拟稿', () => {
    const approved = ['wu', 'zhou'].reduce(
      (before, by) => granted(play<Change>(health, before, step('list.approve', {}, by, today), { held: [] })),
      granted(prepare(board('李明', 'DEMO-li'))),
    )
    const release = (place: Place) => play<Change>(place, approved, step('list.release', {}, 'feng', today), { held: [] })
    allowed(release(health))
    const outcome = release(after(did('revokeCertificate', { officer: 'li' })))
    refused(outcome, 'certificate-not-in-force', 'CFF-42-1')
    assert.match(wordsOf(outcome), /^拟稿以后证件有变，请重新拟稿：李明的执法证件 DEMO-li/)
  })

  test('CFF-42-1 导入预览：逐行写明哪一行的证号不是本人的、失效的，怎样改；其余的照读', () => {
    const place = after(namesake, did('suspendCertificate', { officer: 'he' }))
    const grid = [
      ['窗口', '姓名', '执法证号', '岗位职责', '示范文本', '进度查询', '咨询', '投诉'],
      ...[
        ['一号', '李　明', 'DEMO-li'],
        ['二号', '王芳', 'DEMO-li'],
        ['三号', '何军', 'DEMO-he'],
        ['四号', '李明', 'DEMO-li2'],
        ['五号', '', 'DEMO-wang'],
        ['六号', '郑洋', ''],
      ].map((row) => [...row, ...Object.values(said)]),
    ]
    const reading = read(kindOf('boards'), [grid], { agency: place.agency as Agency, required: [], on: today })
    assert.deepEqual(
      reading?.entries.map(({ row }) => row),
      [2, 5, 7],
    )
    assert.deepEqual(
      reading?.faults.map(({ row, field, value }) => [row, field, value]),
      [
        [3, 'certificate', 'DEMO-li'],
        [4, 'certificate', 'DEMO-he'],
        [6, 'certificate', 'DEMO-wang'],
      ],
    )
    const words = reading?.faults.map(({ zh }) => zh).join('\n') ?? ''
    for (const each of [
      /是李明（li）的，不是这里所写的王芳的：有效的是王芳（wang）的 DEMO-wang/,
      /何军的执法证件 DEMO-he 在 2026-03-02 暂扣/,
      /请补填姓名/,
    ])
      assert.match(words, each)
    assert.ok(reading?.faults.every(({ mend }) => mend.startsWith('请核对后改正')))
  })
})
