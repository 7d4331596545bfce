import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { scopeKey } from '#db/pool'
import { nearest, packFilesIn } from '#policy/load'
import { parseCsv } from '#register/csv'
import type { Entry } from '#register/kind'
import { findRoot } from '#server/config'
import { verify } from '#server/verify/verify'
import type { AdoptedLine, Adoption } from '#web/portal/data.ts'
import { type House, isProblem, openHouse, type Said, wjw, ybj } from './house'
import { versionOf } from './matter'

let house: House
before(async () => {
  house = await openHouse('2026-03-02T01:00:00.000Z')
})
after(() => house.close())

const get = (url: string): Promise<Said> => house.ask({ method: 'GET', url })
/** Another day: pages of the day before are dropped within a second, and sign-ins end. */
async function goTo(day: string): Promise<void> {
  house.clock.set(`${day}T01:00:00.000Z`)
  await sleep(1_100)
}
const act = async (id: string, input: unknown) => {
  const stream = `register:${wjw}`
  return (await house.as(`${wjw}/w06`)).act(id, { stream, version: await versionOf(house, wjw, stream), input })
}
const row = (from: string, source: string, entries: Readonly<Record<string, string>>, to?: string) => ({
  ...{ from, ...(to ? { to } : {}), by: 'decision', local: 'free', clauses: ['G118-12'], source },
  entries: Object.entries(entries).map(([id, zh]) => ({ id, zh })),
})
const adopt = (...rows: object[]) => act('register.adopt', { family: 'catalogue', key: 'review.catalogue', rows })
const catalogue = `/lists/${wjw}/catalogue`
const names = ({ body }: Said) => (body.items as readonly Entry[]).map(({ name }) => name)
const on = async (day: string) => names(await get(`${catalogue}.json?on=${day}`))
const founded = ['对公民罚款五千元以上', '对法人或者其他组织罚款五万元以上', '吊销许可证件']
const lines = async () => (await get(`${catalogue}/history.json`)).body.items as readonly AdoptedLine[]

describe('历次采用的规定，任何一天怎样', () => {
  test('采用、代替、写明止日：每一天都答得出', async () => {
    isProblem(await adopt(row('2026-01-01', '目录（2026）', { a: '甲' })), 409, 'past-rewritten')
    assert.equal((await adopt(row('2026-03-10', '目录（2026）', { a: '甲', b: '乙' }))).status, 200)
    await goTo('2026-03-20')
    assert.equal((await adopt(row('2026-04-01', '目录（2026修订）', { a: '甲之一', c: '丙' }))).status, 200)
    await goTo('2026-04-10')
    assert.equal((await adopt(row('2026-04-01', '目录（2026修订）', { a: '甲之一', c: '丙' }, '2026-04-10'))).status, 200)
    await goTo('2026-04-20')
    const expected: readonly (readonly [string, readonly string[]])[] = [
      ['2019-12-31', []],
      ['2020-01-01', founded],
      ['2026-03-09', founded],
      ['2026-03-10', ['甲', '乙']],
      ['2026-03-31', ['甲', '乙']],
      ['2026-04-01', ['甲之一', '丙']],
      ['2026-04-10', ['甲之一', '丙']],
      ['2026-04-11', []],
    ]
    for (const [day, said] of expected) {
      assert.deepEqual(await on(day), said, day)
      const page = await get(`${catalogue}?on=${day}`)
      for (const zh of said) assert.ok(page.text.includes(zh), `${day} ${zh}`)
      const csv = parseCsv((await get(`${catalogue}.csv?on=${day}`)).text)
      assert.deepEqual(
        csv.slice(1).map(([name]) => name),
        said,
        day,
      )
    }
    assert.match((await get(`${catalogue}?on=2026-04-11`)).text, /这一天还没有公布/)
  })

  test('不是日子的、将来的日子，答今天的', async () => {
    for (const odd of ['2026-02-31', 'x', '2099-01-01', '2026-3-1', "2026-03-01' or 1=1", '%00'])
      assert.deepEqual(await on(encodeURIComponent(odd)), [], odd)
  })

  test('施行早于采用的，写明何时采用，不说成当日已经公布', async () => {
    const { body } = await get(`${catalogue}.json?on=2020-01-01`)
    assert.equal(body.later, 3)
    assert.deepEqual(
      (body.items as readonly Entry[]).map(({ from, to, adopted }) => [from, to, adopted]),
      Array.from({ length: 3 }, () => ['2020-01-01', '2026-03-09', '2020-01-02']),
    )
    assert.match((await get(`${catalogue}?on=2020-01-01`)).text, /其中 3 条按其施行之日当日已经施行，但这一天以后才采用/)
    for (const day of ['2020-01-02', '2026-03-10', '2026-04-01']) {
      assert.equal((await get(`${catalogue}.json?on=${day}`)).body.later, 0, day)
      assert.doesNotMatch((await get(`${catalogue}?on=${day}`)).text, /以后才采用/)
    }
  })

  test('采用和变更的经过：新的在前，谁采用、依据什么、逐条改了什么', async () => {
    const told = (await lines()).map(({ adoption, how, from, to, before, after }) => [
      ...[adoption.on, adoption.by, adoption.basis.join(), how, from, to],
      ...[before?.name, after?.name],
    ])
    const leader = '主要负责人'
    assert.deepEqual(told, [
      ['2026-04-10', leader, '', 'struck', '2026-04-11', undefined, '甲之一', undefined],
      ['2026-04-10', leader, '', 'struck', '2026-04-11', undefined, '丙', undefined],
      ['2026-03-20', leader, '目录（2026修订）', 'changed', '2026-04-01', undefined, '甲', '甲之一'],
      ['2026-03-20', leader, '目录（2026修订）', 'added', '2026-04-01', undefined, undefined, '丙'],
      ['2026-03-20', leader, '目录（2026修订）', 'struck', '2026-04-01', undefined, '乙', undefined],
      ['2026-03-02', leader, '目录（2026）', 'added', '2026-03-10', undefined, undefined, '甲'],
      ['2026-03-02', leader, '目录（2026）', 'added', '2026-03-10', undefined, undefined, '乙'],
      ...founded.map((name) => ['2026-03-02', leader, '目录（2026）', 'struck', '2026-03-10', undefined, name, undefined]),
      ...founded.map((name) => [
        ...['2020-01-02', leader, '演示：重大执法决定法制审核目录清单', 'added', '2020-01-01'],
        ...[undefined, undefined, name],
      ]),
    ])
    const page = await get(`${catalogue}/history`)
    assert.equal(page.status, 200)
    assert.ok(page.text.indexOf('2026年4月10日') < page.text.indexOf('2026年3月20日'), '新的在前')
    for (const zh of ['主要负责人', '目录（2026修订）', '甲之一', '共采用 4 次，变更 13 条']) assert.ok(page.text.includes(zh), zh)
    assert.doesNotMatch(page.text, /w06|邱国安|<script/, '只公开岗位，不公开账号和姓名')
    const csv = parseCsv((await get(`${catalogue}/history.csv`)).text)
    assert.deepEqual(csv[0], [
      ...['采用', '由谁采用', '依据的文件', '审核机构', '审核意见文号', '审核之日', '变更', '自', '至'],
      ...['原重大执法决定', '重大执法决定', '原依据', '依据'],
    ])
    assert.equal(csv.length, 14)
    const { adoptions } = (await get(`${catalogue}.json`)).body
    assert.deepEqual(
      (adoptions as readonly Adoption[]).map(({ on, added, changed, struck }) => [on, added, changed, struck]),
      [
        ['2026-04-10', 0, 0, 2],
        ['2026-03-20', 1, 1, 1],
        ['2026-03-02', 2, 0, 3],
        ['2020-01-02', 3, 0, 0],
      ],
    )
    assert.match((await get(`/lists/${wjw}`)).text, /2026-04-10/)
  })

  test('不是采用而来的、没有的机关和清单、没有的一页', async () => {
    for (const id of ['body', 'officers', 'chart', 'items', 'nothing'])
      for (const at of ['', '.csv', '.json']) assert.equal((await get(`/lists/${wjw}/${id}/history${at}`)).status, 404, `${id}${at}`)
    for (const path of ['/lists/nowhere/catalogue/history', '/lists/%00/catalogue/history.json'])
      assert.equal((await get(path)).status, 404, path)
    assert.match((await get(`${catalogue}/history?page=9`)).text, /没有第 9 页/)
    assert.deepEqual((await get(`${catalogue}/history.json?page=9`)).body.items, [])
    for (const odd of ['?page=0', '?page=x', '?page=99999999']) assert.equal((await get(`${catalogue}/history${odd}`)).status, 200, odd)
    assert.equal((await get(`/plain${catalogue}/history`)).status, 200)
  })

  test('别的机关的采用，互不相见', async () => {
    const [theirs, ours] = [`/lists/${ybj}/catalogue`, await lines()]
    const before = await get(`${theirs}/history.json`)
    assert.doesNotMatch(before.text, /目录（2026/)
    assert.ok(names(await get(`${theirs}.json`)).length > 0)
    const leader = await house.as(`${ybj}/y06`)
    const input = { family: 'catalogue', key: 'review.catalogue', rows: [row('2026-05-01', '医保目录', { z: '医保的' })] }
    assert.equal((await leader.act('register.adopt', { input })).status, 200)
    await sleep(1_100)
    assert.match((await get(`${theirs}/history.json`)).text, /医保目录/)
    assert.deepEqual(await lines(), ours)
  })

  test('规则包新版本带来的裁量基准：何时采用、自何日起、改了什么；本机关另定的仍在上面', async () => {
    const article = 'YFT-46'
    const files = structuredClone(packFilesIn(nearest()).folders.get('wanzhou-health')) as Record<string, Record<string, object[]>>
    const grades = (when: string) => [
      { id: 'light', zh: '较轻', when, case: 'in-term', span: { in: 'fen', least: 0, most: 500_000 } },
      { id: 'heavy', zh: '较重', when: '其他', case: 'overdue', span: { in: 'fen', least: 500_000, most: 1_000_000 } },
    ]
    const benchmark = (from: string, source: string, when: string) => ({
      ...{ from, by: 'violation', local: 'free', clauses: ['G27-12'], source, maker: 'superior', grades: grades(when) },
    })
    const first = benchmark('2026-05-01', '市基准一', '初次')
    files.benchmarks = { [article]: [first] }
    assert.equal((await act('pack.adopt', { files, basis: '万州卫〔2026〕10号' })).status, 200)
    await goTo('2026-05-10')
    files.benchmarks = {
      [article]: [{ ...first, to: '2026-05-31' }, benchmark('2026-06-01', '市基准二', '初次或者危害轻微')],
    }
    files.lists = { ...files.lists }
    assert.equal((await act('pack.adopt', { files, basis: '万州卫〔2026〕20号' })).status, 200)
    const own = { ...benchmark('2026-07-01', '本机关基准', '本机关所定'), maker: 'own', grades: grades('本机关所定').slice(0, 1) }
    const examined = { by: '市<司法>局', no: '万司审〔2026〕3号', on: '2026-05-08' }
    assert.equal((await act('register.adopt', { family: 'benchmarks', key: article, rows: [own], examined })).status, 200)
    await goTo('2026-07-02')
    const whens = async (day: string) =>
      (
        (await get(`/lists/${wjw}/benchmarks.json?on=${day}&q=${encodeURIComponent('医疗废物管理条例')}`)).body.items as readonly Entry[]
      ).map(({ when, from, adopted }) => [when, from, adopted])
    assert.deepEqual(await whens('2026-04-30'), [])
    assert.deepEqual(await whens('2026-05-01'), [
      ['初次', '2026-05-01', '2026-04-20'],
      ['其他', '2026-05-01', '2026-04-20'],
    ])
    assert.deepEqual((await whens('2026-06-30'))[0], ['初次或者危害轻微', '2026-06-01', '2026-05-10'])
    assert.deepEqual(await whens('2026-07-01'), [['本机关所定', '2026-07-01', '2026-05-10']])
    const told = ((await get(`/lists/${wjw}/benchmarks/history.json`)).body.items as readonly AdoptedLine[])
      .filter(({ before, after }) => (before ?? after)?.name?.includes('医疗废物'))
      .map(({ adoption, how, from, before, after }) => [adoption.basis.join(), adoption.pack, how, from, before?.when, after?.when])
    assert.deepEqual(told, [
      ['本机关基准', false, 'changed', '2026-07-01', '初次或者危害轻微', '本机关所定'],
      ['本机关基准', false, 'struck', '2026-07-01', '其他', undefined],
      ['万州卫〔2026〕20号', true, 'changed', '2026-06-01', '初次', '初次或者危害轻微'],
      ['万州卫〔2026〕10号', true, 'added', '2026-05-01', undefined, '初次'],
      ['万州卫〔2026〕10号', true, 'added', '2026-05-01', undefined, '其他'],
    ])
    assert.doesNotMatch((await get(`${catalogue}/history.json`)).text, /万州卫/, '没有改动目录的，不列在目录的经过里')
  })

  test('ZR-3-2-2-4 裁量基准公开以前由谁审核、文号、哪一天：页面、表格、JSON 都写明；没有审核的不写', async () => {
    const benchmarks = `/lists/${wjw}/benchmarks`
    const examined = { by: '市<司法>局', no: '万司审〔2026〕3号', on: '2026-05-08' }
    const told = (await get(`${benchmarks}/history.json`)).body.items as readonly AdoptedLine[]
    assert.ok(told.some(({ adoption }) => adoption.basis.join() === '本机关基准'))
    for (const { adoption } of told)
      assert.deepEqual(adoption.examined, adoption.basis.join() === '本机关基准' ? examined : undefined, adoption.basis.join())
    const rows = parseCsv((await get(`${benchmarks}/history.csv`)).text)
    assert.deepEqual(rows[0]?.slice(3, 6), ['审核机构', '审核意见文号', '审核之日'])
    for (const [, , basis, ...said] of rows.slice(1))
      assert.deepEqual(said.slice(0, 3), basis === '本机关基准' ? Object.values(examined) : ['', '', ''])
    const wordsAt = async (path: string) => (await get(path)).text.replaceAll(/<[^>]*>/g, '')
    for (const view of ['', '/plain']) {
      const words = await wordsAt(`${view}${benchmarks}/history`)
      assert.match(words, /依据：本机关基准。市&lt;司法&gt;局于 2026-05-08 审核（万司审〔2026〕3号）。/)
      assert.equal(words.split('审核（').length, 2, '没有审核的不写')
    }
    assert.match(await wordsAt(benchmarks), /本机关基准市&lt;司法&gt;局审核（万司审〔2026〕3号）/)
    const { adoptions } = (await get(`${benchmarks}.json`)).body
    assert.deepEqual(
      (adoptions as readonly Adoption[]).flatMap((each) => each.examined ?? []),
      [examined],
    )
  })

  test('账本：每次采用由事件重算，逐一相符；绕过入口改动的，查得出', async () => {
    const found = async () =>
      (await verify(house.db.admin, { root: findRoot(), full: true, scope: scopeKey(house.db.secret.mingjing_app) })).findings.filter(
        ({ object }) => JSON.stringify(object).includes('pub.register_entry'),
      )
    assert.deepEqual(await found(), [])
    await house.db.root.query("update pub.register_entry set adopted_on = '2026-03-19' where agency = $1 and adopted_on = '2026-03-20'", [
      wjw,
    ])
    assert.equal((await found()).length, 1)
  })
})
