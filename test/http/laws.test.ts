import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '#agency/stream'
import { type House, isProblem, openHouse, type Person, wjw } from './house'
import { matterBefore, versionOf } from './matter'

type Named = Readonly<{ id: string }>
type Work = Readonly<{ work: string; due: string; left: number; settled: { text: string } | null }>
type View = Readonly<{
  works: readonly Work[]
  updating: Readonly<{ zh: string; clauses: readonly Named[] }>
  touched: Readonly<{ acts: readonly Named[]; rows: readonly { key: string }[] }>
  entries: readonly Readonly<{ key: string }>[]
  matters: readonly Readonly<{ id: string; dutyZh: readonly string[] }>[]
}>

const change = {
  ...{ title: '医疗废物管理条例', text: 'YFT', how: 'revised', level: 'regulation', promulgatedOn: '2026-03-10', from: '2026-05-01' },
  ...{ clauses: ['YFT-46'], source: '国务院令' },
}

describe('法规变动：登记、所涉、期限、逾期、办结', () => {
  let house: House
  let legal: Person
  let matter: string
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
    matter = idOf(await matterBefore(house, wjw, 'notify'))
    const items = [
      { code: 'CF-1', name: '医疗废物分类的处罚', type: '行政处罚', basis: '《医疗废物管理条例》第四十六条第二项' },
      { code: 'CF-2', name: '医疗废物登记的处罚', type: '行政处罚', basis: '《医疗废物管理条例》第四十五条' },
    ]
    const draft = { list: 'items', entries: items, strike: [], from: '2026-03-12', changed: '2026-03-01', why: '编制' }
    house.clock.set('2026-03-12T01:00:00.000Z')
    const drafted = await (await house.as(`${wjw}/w07`)).act('list.prepare', { input: draft })
    assert.equal(drafted.status, 200, drafted.text)
    for (const [who, act] of [
      ['w05', 'list.approve'],
      ['w06', 'list.approve'],
      ['w08', 'list.release'],
    ] as const) {
      const stream = String(drafted.body.stream)
      const done = await (await house.as(`${wjw}/${who}`)).act(act, { stream, version: await versionOf(house, wjw, stream), input: {} })
      assert.equal(done.status, 200, done.text)
    }
    legal = await house.as(`${wjw}/w04`)
  })
  after(() => house.close())
  const view = async () => (await legal.get('/api/laws/1')).body as unknown as View

  test('由法制机构登记；办案人员不能', async () => {
    assert.equal((await (await house.as(`${wjw}/w01`)).act('law.change', { input: change })).status, 403)
    isProblem(await legal.act('law.change', { input: { ...change, clauses: ['YFT-999'] } }), 409, 'citation-unknown')
    const entered = await legal.act('law.change', { input: change })
    assert.equal(entered.status, 200, entered.text)
  })

  test('WZ-GS-5-7 列出所涉的规则、应当及时更新的清单条目和正在办理的案件：拟处理意见引用了所改的条文', async () => {
    const { touched, matters, entries, updating } = await view()
    assert.deepEqual([updating.zh, updating.clauses.map(({ id }) => id)], ['及时更新', ['WZ-GS-5-7']])
    assert.deepEqual(
      entries.map(({ key }) => key),
      ['CF-1'],
    )
    assert.ok(touched.rows.some(({ key }) => key === 'YFT-46'))
    assert.deepEqual(
      matters.map(({ id }) => id),
      [matter],
    )
    isProblem(await legal.get('/api/laws/2'), 404)
    isProblem(await (await house.as(`${wjw}/w01`)).get('/api/laws'), 403)
  })

  test('自公布之日起一个月、三个月；在待办里，到期以后在逾期事项里', async () => {
    const { works } = await view()
    assert.deepEqual(
      works.map(({ work, due }) => [work, due]),
      [
        ['basis', '2026-04-10'],
        ['benchmark', '2026-06-10'],
      ],
    )
    const queue = (await legal.get('/api/queue')).body.items as readonly Readonly<{ act: string; stream: string; mine: boolean }>[]
    assert.equal(queue.filter(({ act, stream, mine }) => act === 'law.settle' && stream === `register:${wjw}` && mine).length, 2)
    house.clock.set('2026-04-13T01:00:00.000Z')
    const overseer = await house.as(`${wjw}/w09`)
    const { lists } = (await overseer.get('/api/overdue')).body as unknown as {
      lists: readonly { zh: string; owedBy: readonly string[] }[]
    }
    assert.deepEqual(
      lists.map(({ zh, owedBy }) => [zh, owedBy]),
      [['修订执法依据', ['顾文澜']]],
    )
    const handler = (await (await house.as(`${wjw}/w01`)).get('/api/overdue')).body as unknown as { lists: readonly object[] }
    assert.deepEqual(handler.lists, [])
  })

  test('办结以后不再逾期，写明改在哪里；只办结一次', async () => {
    legal = await house.as(`${wjw}/w04`)
    const settled = { no: 1, work: 'basis', text: '权责清单第12项', on: '2026-04-13' }
    assert.equal((await legal.act('law.settle', { input: settled })).status, 200)
    isProblem(await legal.act('law.settle', { input: settled }), 409, 'settled')
    assert.equal((await view()).works[0]?.settled?.text, '权责清单第12项')
    const { lists } = (await legal.get('/api/overdue')).body as unknown as { lists: readonly object[] }
    assert.deepEqual(lists, [])
  })
})
