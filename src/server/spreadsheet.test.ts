import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { read as readBook } from '@e965/xlsx'
import fc from 'fast-check'
import type { Agency } from '#agency/agency'
import { csvText, type Grid, parseCsv, unguarded } from '#register/csv'
import { gridOf, type Reading, read } from '#register/intake'
import { kindOf, type ListId } from '#register/kinds'
import { findRoot } from '#server/config'
import { sheetsOf, unpackedSize, xlsxOf } from '#server/spreadsheet'
import { health } from '../../test/ordinary.ts'

const data = (path: string): Buffer => readFileSync(join(findRoot(), '../shared/data', path))
const around = { agency: health.agency as Agency, required: [], on: '2026-03-02' as const }

async function into(list: ListId, bytes: Buffer, chosen?: Parameters<typeof read>[3]): Promise<Reading> {
  const sheets = await sheetsOf(bytes)
  assert.ok(!('zh' in sheets), JSON.stringify(sheets))
  const reading = read(kindOf(list), sheets, around, chosen)
  assert.ok(reading)
  return reading
}
const text = (...rows: readonly string[]): Buffer => Buffer.from(rows.join('\n'))

describe('真实的名录', () => {
  test('检查对象 478 家：代码逐一核对，只有一个有误，写明哪一行、怎样改', async () => {
    const { entries, faults, rows } = await into('objects', data('inspection-objects/check01.xlsx'))
    assert.deepEqual([rows, entries.length, faults.length], [478, 477, 1])
    const [{ row, value, zh, mend }] = faults as [Reading['faults'][number]]
    assert.deepEqual([value, mend], ['3301062015292', '请照营业执照或者登记证书核对'])
    assert.match(zh, /应为18位/)
    const csv = await into('objects', data('inspection-objects/objects.csv'))
    assert.deepEqual(
      csv.faults.map((fault) => fault.row),
      [row],
    )
    assert.deepEqual(csv.entries.find(({ row }) => row === 2)?.entry, {
      ...{ name: '杭州潘天寿环境艺术设计有限公司', number: '913301007161035748', registrar: '杭州市市场监督管理局', unit: '朝晖工商所' },
    })
  })

  test('医疗机构 1031 家：没有代码的，按名称和地址区别；重复的写明与哪一行重复', async () => {
    const { entries, faults, rows } = await into('objects', data('health-institutions/institutions.csv'))
    assert.equal(rows, 1031)
    assert.equal(entries.length + new Set(faults.map(({ row }) => row)).size, rows)
    assert.ok(entries.length > 1000)
    for (const fault of faults) assert.match(fault.zh, /与第 \d+ 行是同一条目|应为电话号码/)
  })

  test('运输企业 270 家（XLS）：三种号码各用其一，缺号码的按名称', async () => {
    const { entries, faults, rows, columns } = await into('objects', data('enforcement-lists/transport-companies-blacklist.xls'))
    assert.equal(rows, 270)
    assert.deepEqual(
      columns.map(({ field }) => field),
      [null, 'name', 'number', 'number', 'number', 'province'],
    )
    assert.equal(entries[0]?.entry.number, '911101167587098811', '有统一代码的，用统一代码')
    assert.ok(entries.length > 250, String(entries.length))
    assert.equal(entries.length + new Set(faults.map(({ row }) => row)).size, 270)
  })

  test('不合格药品 39 批：表头认不全的，可以指定每一列', async () => {
    const fields = [null, 'name', null, null, null, null, null, 'registrar', null]
    const { entries, faults } = await into('objects', data('enforcement-lists/drug-sampling-failures.xlsx'), {
      sheet: 0,
      headingRow: 1,
      fields,
    })
    assert.equal(entries.length + faults.length, 39)
    assert.ok(faults.every(({ zh }) => /是同一条目/.test(zh)))
  })

  test('随机抽查事项清单：十一列都认得', async () => {
    const { entries, faults, columns } = await into('random', data('double-random-zhejiang/随机抽查事项清单-公安-示例.csv'))
    assert.ok(columns.every(({ field }) => field))
    assert.deepEqual(faults, [])
    assert.equal(entries.length, 4)
  })

  test('执法人员名录库：先有题名和说明两行；身份证号、手机号以外不要的栏目不收；没有登记证件的不收', async () => {
    const { headingRow, columns, entries, faults } = await into(
      'inspectors',
      data('double-random-zhejiang/templates/randomscagent-人员名录库.csv'),
    )
    assert.equal(headingRow, 2)
    assert.equal(columns.find(({ heading }) => heading === '身份证号')?.field, null)
    assert.deepEqual(entries, [])
    assert.match(faults.at(-1)?.zh ?? '', /没有登记执法证件/)
  })

  test('检查表不是名录：一个栏目也认不得的，不读', async () => {
    const sheets = await sheetsOf(data('double-random-zhejiang/templates/B06.xls'))
    assert.ok(!('zh' in sheets))
    assert.equal(read(kindOf('channels'), sheets, around), undefined)
  })
})

describe('表格的写法', () => {
  test('GBK 和 UTF-8，有无标记，逗号、制表符和分号，都读得对', async () => {
    const gbk = Buffer.from('w/uzxizNs9K7yee74dDF08O0+sLrCrzXuavLviw5MTMzMDEwMDMxMTM0ODY2MUYK', 'base64')
    assert.deepEqual((await into('objects', gbk)).entries[0]?.entry, { name: '甲公司', number: '91330100311348661F' })
    for (const said of ['\uFEFF名称,地址\n甲,乙', '名称\t地址\n甲\t乙', '名称;地址\r\n甲;乙\r\n'])
      assert.deepEqual((await into('objects', Buffer.from(said))).entries[0]?.entry, { name: '甲', address: '乙' }, JSON.stringify(said))
  })

  test('整理：全角、空格、日期写法、看不见的字符；空行不算', async () => {
    const { entries } = await into('objects', text('名称,统一社会信用代码', ' 甲\u200B ,９１３３０１００３１１３４８６６１ｆ', ',', '乙,'))
    assert.deepEqual(
      entries.map(({ row, entry }) => [row, entry]),
      [
        [2, { name: '甲', number: '91330100311348661F' }],
        [4, { name: '乙' }],
      ],
    )
  })

  test('号码被当作数字的，写明怎样改', async () => {
    const { faults } = await into('objects', text('名称,信用代码', '甲,9.13301E+17'))
    assert.match(faults[0]?.mend ?? '', /设为文本/)
  })

  test('写出的表格，读回来一样；以公式开头的，是文字不是公式', async () => {
    const kind = kindOf('objects')
    const entries = [{ name: '=HYPERLINK("x")', address: '+86', number: '91330100311348661F' }, { name: '@甲，"乙"\n丙' }]
    const grid = gridOf(kind, entries)
    for (const bytes of [Buffer.from(csvText(grid)), await xlsxOf(kind.zh, grid)]) {
      const reading = await into('objects', bytes)
      assert.deepEqual(reading.faults, [])
      assert.deepEqual(
        reading.entries.map(({ entry }) => entry),
        entries,
      )
    }
    assert.ok(!/(^|,)"[=+@-]/m.test(csvText(grid)))
    const book = readBook(await xlsxOf('名/录', grid))
    const cells = Object.values(book.Sheets.名录 ?? {}).filter((cell) => typeof cell === 'object' && 't' in cell)
    assert.ok(cells.length > 5)
    for (const cell of cells) assert.deepEqual([cell.t, cell.f], ['s', undefined])
  })

  test('任何一张表写成 CSV，读回来一样', () => {
    const word = fc.string({ unit: fc.constantFrom('甲', 'a', '"', ',', '\n', '\t', '=', "'", ';', ' ') })
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (grid: Grid) => {
        const back = parseCsv(csvText([['名称', '地址', '备注', '类别', '状态', '其他'], ...grid])).slice(1)
        assert.deepEqual(
          back.map((row) => row.map(unguarded)),
          grid.map((row) => row.map(unguarded)),
        )
      }),
    )
  })
})

describe('有意破坏的表格', () => {
  const said = async (bytes: Buffer) => {
    const sheets = await sheetsOf(bytes)
    return 'zh' in sheets ? sheets.zh : undefined
  }
  test('空的、不是表格的、损坏的、压缩炸弹、行数过多，都有话说', async () => {
    assert.match((await said(Buffer.alloc(0))) ?? '', /空的/)
    assert.match((await said(Buffer.from([1, 0, 2, 0, 3]))) ?? '', /只收/)
    const whole = data('enforcement-lists/drug-sampling-failures.xlsx')
    assert.match((await said(whole.subarray(0, 9_000))) ?? '', /读不出来/)
    assert.match((await said(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))) ?? '', /读不出来/)
    assert.ok((unpackedSize(whole) ?? 0) > 20_000)
    const bomb = Buffer.from(whole)
    const at = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    bomb.writeUInt32LE(0xf0000000, at + 24)
    assert.match((await said(bomb)) ?? '', /展开以后太大/)
    assert.match((await said(Buffer.from('名称\n'.repeat(50_002)))) ?? '', /至多 50000 行/)
  })
})
