import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { checkPacks, readPacks } from '#policy/check'
import type { Provision } from '#policy/law'
import { isPack, type PackFiles, parsePack, readPack } from '#policy/pack'

const places: readonly [ClauseId, string, string?][] = [
  ['CFF-60', '2021-07-15'],
  ['CFF-61', '2021-07-15'],
  ['C53-29', '1997-06-19', '2025-05-31'],
  ['G118-6', '2018-12-05'],
  ['G118-8', '2018-12-05'],
]
const provisions = new Map<ClauseId, Provision>(places.map(([id, from, to]) => [id, { id, cite: id, from, ...(to ? { to } : {}) }]))

const said = { by: 'step', local: 'fixed', clauses: ['CFF-60'], source: '行政处罚法' }
const row = { from: '2021-07-15', value: 90, unit: '日', ...said }
const folder = (id: string, beneath: readonly string[], families: PackFiles): [string, PackFiles] => [
  id,
  { pack: { id, zh: id, rank: beneath.length > 0 ? 'county' : 'national', beneath }, ...families },
]

/** What is wrong, as it is told: file, row, reason. */
function faults(...folders: readonly [string, PackFiles][]): string[] {
  const { packs, findings } = readPacks(new Map(folders))
  return [...findings, ...checkPacks(packs, provisions)].map(({ pack, file, row: at, zh }) => `${pack}/${file} ${at}：${zh}`)
}
const found = (expected: RegExp, ...folders: readonly [string, PackFiles][]) => assert.match(faults(...folders).join('\n'), expected)
const periods = (...rows: object[]) => ({ periods: { decision: rows } })
const modes = (key: string, ...rows: object[]) => ({ modes: { [key]: rows.map((each) => ({ ...said, from: '2021-07-15', ...each })) } })
const lists = (key: string, ids: readonly string[], more: object = {}) => ({
  lists: { [key]: [{ ...said, from: '2021-07-15', ...more, items: ids.map((id) => ({ id, zh: id, clause: 'CFF-60' })) }] },
})

describe('规则包的格式：哪一个文件、哪一行、为什么', () => {
  test('一行完整的规定没有问题', () => assert.deepEqual(faults(folder('cn', [], periods(row))), []))
  test('缺少 pack.json', () => found(/cn\/pack\.json .*缺少 pack\.json/, ['cn', periods(row)]))
  test('编号与文件夹不同', () => found(/cn\/pack\.json id：编号 county 与所在的文件夹 cn 不同/, ['cn', folder('county', [], {})[1]]))
  test('层级写错', () => found(/cn\/pack\.json rank：/, ['cn', { pack: { id: 'cn', zh: '全国', rank: 'village', beneath: [] } }]))
  test('没有的文件', () => found(/cn\/period\.json ：没有这一类规则，是不是 periods\.json/, folder('cn', [], { period: {} })))
  test('数字写成文字', () => found(/cn\/periods\.json decision 2021-07-15 起：value：/, folder('cn', [], periods({ ...row, value: '90' }))))
  test('多出的一项', () => found(/decision 2021-07-15 起：没有“days”这一项/, folder('cn', [], periods({ ...row, days: 90 }))))
  test('没有起始日的，说第几行', () => {
    const { from: _, ...rest } = row
    found(/decision 第 2 行：from：/, folder('cn', [], periods({ ...row, to: '2022-12-31' }, rest)))
  })
  test('没有条款', () => found(/decision 2021-07-15 起：clauses/, folder('cn', [], periods({ ...row, clauses: [] }))))
  test('没有出处', () => found(/decision 2021-07-15 起：source/, folder('cn', [], periods({ ...row, source: '' }))))
  test('日期不存在', () =>
    found(/annual\.publish 2021-07-15 起：monthDay：应为月-日/, [
      'cn',
      { ...folder('cn', [], {})[1], dates: { 'annual.publish': [{ ...said, from: '2021-07-15', monthDay: '13-01', inclusive: false }] } },
    ]))
  test('各处都错的，一次说完', () =>
    assert.equal(faults(folder('cn', [], { periods: { decision: [{ ...row, value: 0 }] }, modes: { 'review.at': 'both' } })).length, 2))
  test('读入时不放过', () => {
    assert.throws(() => parsePack('cn', { pack: {}, period: {} }), /cn\/period\.json：没有这一类规则/)
    assert.ok(isPack(readPack('cn', folder('cn', [], periods(row))[1])))
  })
})

describe('参数', () => {
  test('名称拼错，说是不是', () =>
    found(/cn\/periods\.json decisoin：没有这个参数，是不是 decision？/, folder('cn', [], { periods: { decisoin: [row] } })))
  test('程序里人人认得的词，也只是没有的参数', () => {
    const odd = { periods: { constructor: [row] }, lists: { toString: [] } }
    found(/constructor：没有这个参数/, folder('cn', [], {}), folder('county', ['cn'], odd))
  })
  test('放错了文件', () => found(/没有这个参数，它在 lists\.json/, folder('cn', [], { periods: { 'review.checks': [row] } })))
  test('没有一行规定', () => found(/cn\/periods\.json decision：没有一行规定/, folder('cn', [], { periods: { decision: [] } })))
  test('没有的方式', () =>
    found(
      /identity\.certificate 2021-07-15 起：shown 不在可选的方式之中：either（佩戴或者出示）、show（必须主动出示）、both（必须佩戴并主动出示）/,
      folder('cn', [], modes('identity.certificate', { mode: 'shown' })),
    ))
  test('列了不能列的一项', () =>
    found(
      /publication\.digest 2021-07-15 起：salary 不在可列的各项之中：documentNo、agency、party/,
      folder('cn', [], lists('publication.digest', ['party', 'salary'])),
    ))
  test('没有的岗位', () =>
    found(
      /decide 2021-07-15 起：没有岗位 boss/,
      folder('cn', [], { posts: { decide: [{ ...said, from: '2021-07-15', posts: ['boss'] }] } }),
    ))
  test('一项列了两次', () =>
    found(/review\.checks 2021-07-15 起：facts 列了两次/, folder('cn', [], lists('review.checks', ['facts', 'facts']))))
  test('裁量幅度以登记的条款为名', () =>
    found(/ranges\.json CFF-99：CFF-99 未在条款登记中/, folder('cn', [], { ranges: { 'CFF-99': [] } })))
  test('没有的文书', () =>
    found(/forms\.json noticeOfAll：没有文书 noticeOfAll/, folder('cn', [], {}), folder('county', ['cn'], { forms: { noticeOfAll: [] } })))
  test('没有它不能办案的，不得缺少', () => {
    const [id, files] = folder('cn', [], periods(row))
    found(/cn\/lists\.json review\.checks：缺少“法制审核的内容”/, [id, { ...files, pack: { ...(files.pack as object), field: 'health' } }])
  })
})

describe('日期', () => {
  test('缺口', () =>
    found(
      /decision 2023-01-02 起：2022-12-31 与 2023-01-02 之间没有规定/,
      folder('cn', [], periods({ ...row, to: '2022-12-31' }, { ...row, from: '2023-01-02' })),
    ))
  test('重叠', () => found(/decision 2023-01-01 起：与前一行重叠/, folder('cn', [], periods(row, { ...row, from: '2023-01-01' }))))
  test('止于起始日以前', () => found(/止于 2020-01-01，早于起始日/, folder('cn', [], periods({ ...row, to: '2020-01-01' }))))
  test('前后两行的适用日不同', () =>
    found(
      /与前一行的适用日不同（step、decision）/,
      folder('cn', [], periods({ ...row, to: '2022-12-31' }, { ...row, from: '2023-01-01', by: 'decision' })),
    ))
  test('未登记的条款', () => found(/条款 CFF-62 未在条款登记中/, folder('cn', [], periods({ ...row, clauses: ['CFF-62'] }))))
  test('项下未登记的条款', () =>
    found(
      /条款 CFF-63 未在条款登记中/,
      folder('cn', [], { lists: { 'review.checks': [{ ...said, from: '2021-07-15', items: [{ id: 'a', zh: 'a', clause: 'CFF-63' }] }] } }),
    ))
  test('施行前的条款', () => found(/所引条款在 2020-01-01 均未施行/, folder('cn', [], periods({ ...row, from: '2020-01-01' }))))
  test('废止后的条款', () =>
    found(/所引条款在 2025-06-01 均未施行/, folder('cn', [], periods({ ...row, from: '2025-06-01', clauses: ['C53-29'] }))))
})

describe('层级', () => {
  test('下面没有的规则包', () => found(/county\/pack\.json beneath：没有规则包 nowhere/, folder('county', ['nowhere'], periods(row))))
  test('层级成环', () => found(/a\/pack\.json beneath：层级成环：a → b → a/, folder('a', ['b'], {}), folder('b', ['a'], {})))
  test('县级不能放在全国下面', () => {
    const [id, files] = folder('cn', ['county'], {})
    found(
      /county（县级）低于本包（国家）/,
      [id, { ...files, pack: { ...(files.pack as object), rank: 'national' } }],
      ['county', { pack: { id: 'county', zh: '县', rank: 'county', beneath: [] } }],
    )
  })
  test('另一个领域的规则包', () =>
    found(
      /cn 属于另一个领域/,
      ['cn', { pack: { id: 'cn', zh: '全国', rank: 'national', field: 'health', beneath: [] } }],
      ['county', { pack: { id: 'county', zh: '县', rank: 'county', field: 'medical-security', beneath: ['cn'] } }],
    ))
  test('不得改动的，同样的数也不得另写', () =>
    found(
      /county\/periods\.json decision 2021-07-15 起：改动了不得改动的 cn 2021-07-15 起的规定（CFF-60）/,
      folder('cn', [], periods(row)),
      folder('county', ['cn'], periods(row)),
    ))
  test('县里把只可从严的期限放长', () => {
    const national = folder('cn', [], periods({ ...row, local: 'stricter' }))
    found(
      /county\/periods\.json decision 2021-07-15 起：宽于 cn 2021-07-15 起的规定（CFF-60），只可从严/,
      national,
      folder('county', ['cn'], periods({ ...row, value: 91 })),
    )
    assert.deepEqual(faults(national, folder('county', ['cn'], periods({ ...row, value: 60 }))), [])
  })
  test('隔着一层放长，也不行', () => {
    const national = folder('cn', [], periods({ ...row, local: 'stricter' }))
    found(/county\/.*宽于 cn/, national, folder('province', ['cn'], {}), folder('county', ['province'], periods({ ...row, value: 91 })))
  })
  test('换一个单位，不能说是从严', () =>
    found(
      /宽于/,
      folder('cn', [], periods({ ...row, local: 'stricter' })),
      folder('county', ['cn'], periods({ ...row, unit: '工作日', value: 10 })),
    ))
  test('至少的期间，短了才是放宽', () => {
    const kept = (value: number) => ({ periods: { 'retention.other': [{ ...row, value, unit: '月', least: true, local: 'stricter' }] } })
    found(/宽于/, folder('cn', [], kept(6)), folder('county', ['cn'], kept(5)))
    assert.deepEqual(faults(folder('cn', [], kept(6)), folder('county', ['cn'], kept(12))), [])
  })
  test('人数、比例，少了才是放宽', () => {
    const share = (value: number) => ({ limits: { 'review.reviewers.share': [{ ...row, value, unit: '%', local: 'stricter' }] } })
    found(/宽于/, folder('cn', [], share(5)), folder('county', ['cn'], share(3)))
    assert.deepEqual(faults(folder('cn', [], share(5)), folder('county', ['cn'], share(8))), [])
  })
  test('每年的日期，晚了是放宽', () => {
    const date = (monthDay: string) => ({
      dates: { 'annual.publish': [{ ...said, from: '2021-07-15', local: 'stricter', monthDay, inclusive: false }] },
    })
    found(/宽于/, folder('cn', [], date('01-31')), folder('county', ['cn'], date('02-10')))
    assert.deepEqual(faults(folder('cn', [], date('01-31')), folder('county', ['cn'], date('01-28'))), [])
  })
  test('列举，少了是放宽；例外，多了是放宽', () => {
    const stricter = { local: 'stricter' }
    found(/宽于/, folder('cn', [], lists('review.checks', ['a', 'b'], stricter)), folder('county', ['cn'], lists('review.checks', ['a'])))
    found(
      /宽于/,
      folder('cn', [], lists('publication.exceptions', ['law'], stricter)),
      folder('county', ['cn'], lists('publication.exceptions', ['law', 'local'])),
    )
    assert.deepEqual(
      faults(
        folder('cn', [], lists('publication.exceptions', ['law', 'regulation'], stricter)),
        folder('county', ['cn'], lists('publication.exceptions', ['law'])),
      ),
      [],
    )
  })
  test('方式，按从宽到严的次序', () => {
    const [national, county] = [
      folder('cn', [], modes('identity.certificate', { mode: 'show', local: 'stricter' })),
      (mode: string) => folder('county', ['cn'], modes('identity.certificate', { mode })),
    ]
    found(/宽于/, national, county('either'))
    assert.deepEqual(faults(national, county('both')), [])
  })
  test('更低的岗位、更短的审批链', () => {
    const chain = (...posts: string[]) => ({ posts: { 'publication.chain': [{ ...said, from: '2021-07-15', local: 'stricter', posts }] } })
    found(/宽于/, folder('cn', [], chain('head')), folder('county', ['cn'], chain('unitHead')))
    found(/宽于/, folder('cn', [], chain('leaderInCharge', 'principalLeader')), folder('county', ['cn'], chain('principalLeader')))
    assert.deepEqual(faults(folder('cn', [], chain('head')), folder('county', ['cn'], chain('leaderInCharge', 'principalLeader'))), [])
  })
  test('不得兼任的改成只提示', () => {
    const apart = (severity: string) => ({
      separation: { 'handler≠reviewer': [{ ...said, from: '2021-07-15', local: 'stricter', severity }] },
    })
    found(/宽于/, folder('cn', [], apart('block')), folder('county', ['cn'], apart('warn')))
  })
})

describe('与上位规定抵触的，记录在案而不适用', () => {
  const national = folder('cn', [], modes('identity.certificate', { mode: 'show', local: 'stricter', clauses: ['G118-8'] }))
  const county = (more: object) => folder('county', ['cn'], modes('identity.certificate', { mode: 'either', ...more }))
  test('写明依哪一条，没有问题', () => assert.deepEqual(faults(national, county({ yieldsTo: 'G118-8' })), []))
  test('没有写明的，是放宽', () => found(/宽于/, national, county({})))
  test('所依的条款要登记，要是下面的依据，要真的抵触', () => {
    found(/条款 G118-9 未在条款登记中/, national, county({ yieldsTo: 'G118-9' }))
    found(/下层同期没有依据 G118-6 的规定/, national, county({ yieldsTo: 'G118-6' }))
    found(/与 G118-8 并不抵触/, national, county({ mode: 'both', yieldsTo: 'G118-8' }))
  })
})
