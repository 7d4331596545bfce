import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type House, isProblem, openHouse, type Person, wjw } from './house'
import { matterBefore, publishedMatter, versionOf } from './matter'

type Tally = Readonly<{ n: number; more: boolean; last: string | null }>
type Line = Readonly<{ id: string; cite: string; status: string; evidence: Tally; refused: Tally; waitsZh: string | null }>
type Counted = Readonly<{ id: string; count: number; ours?: boolean }>
type List = Readonly<{ items: readonly Line[]; total: number; texts: readonly Counted[]; statuses: readonly Counted[] }>

describe('条款落实：文件、条款、规则、测试、账本里的佐证', () => {
  let house: House
  let overseer: Person
  let id: string
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
    id = await publishedMatter(house, wjw)
    const stopped = await matterBefore(house, wjw, 'notify')
    const head = await house.as(`${wjw}/w05`)
    await head.act('penalty.decide', { stream: stopped, version: await versionOf(house, wjw, stopped), input: { opinion: '同意' } })
    overseer = await house.as(`${wjw}/w09`)
  })
  after(() => house.close())
  const list = async (asked: string): Promise<List> => {
    const answer = await overseer.get(`/api/clauses?${asked}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.body as unknown as List
  }

  test('本机关规则包所属的文件在先；各文件、各情况的条数与逐条相加相同', async () => {
    const { texts, statuses, total } = await list('')
    assert.deepEqual(
      texts.filter(({ ours }) => ours).map(({ id }) => id),
      ['WZ-GS', 'WZ-JL', 'WZ'],
    )
    assert.equal(total, 317)
    assert.equal(
      statuses.reduce((sum, { count }) => sum + count, 0),
      total,
    )
    assert.equal((await list('text=all')).total, 1049)
    for (const { id, count } of statuses) assert.equal((await list(`status=${id}`)).total, count)
  })

  test('按文件、制度、情况、字词筛选；没有符合的也说得出', async () => {
    const found = await list(`text=SP&regime=legal-review&status=kept&q=${encodeURIComponent('审核 证据')}`)
    assert.ok(found.total > 0)
    for (const { id, status } of found.items) assert.ok(id.startsWith('SP-3') && status === 'kept', id)
    assert.equal((await list(`text=all&q=${encodeURIComponent('没有这样的字')}`)).total, 0)
    assert.equal((await list('text=all&q=sp-3-0-1')).items[0]?.id, 'SP-3-0-1')
  })

  test('佐证就是账本里这些行为的事件：次数、最近一次', async () => {
    const one = (await list('text=SP&q=SP-1-0-1')).items.find((each) => each.id === 'SP-1-0-1')
    const { rows } = await house.db.root.query<{ n: number; last: Date }>(
      `select count(*)::int as n, max(at) as last from ledger_event where agency = $1 and act = 'publication.open'`,
      [wjw],
    )
    assert.deepEqual([one?.evidence.n, one?.evidence.last], [rows[0]?.n, new Date(rows[0]?.last ?? 0).toISOString()])
  })

  test('一条：要求、规则、测试、事件；案件只列知悉的', async () => {
    const { body, status } = await overseer.get('/api/clauses/WZ-GS-24-1')
    assert.equal(status, 200)
    const { rules, tests, acts, shown } = body as unknown as {
      rules: readonly { sort: string; name: string }[]
      tests: readonly string[]
      acts: readonly { id: string; n: number }[]
      shown: readonly { stream: string; matterZh: string | null }[]
    }
    assert.ok(rules.some(({ name }) => name === 'publication.release') && tests.includes('src/publication/acts.test.ts'))
    assert.equal(acts.find(({ id }) => id === 'publication.release')?.n, 1)
    assert.ok(shown.some(({ stream, matterZh }) => stream === `publication:${id}` && matterZh))
    await house.db.root.query('update enforcement_case set recused = array_append(recused, $2) where agency = $1 and id = $3', [
      wjw,
      'w09',
      id,
    ])
    const after = (await overseer.get('/api/clauses/WZ-GS-24-1')).text
    await house.db.root.query('update enforcement_case set recused = array_remove(recused, $2) where agency = $1 and id = $3', [
      wjw,
      'w09',
      id,
    ])
    assert.ok(!after.includes(id))
  })

  test('没有的条款 404；不是监督、审核、负责人岗位的 403', async () => {
    isProblem(await overseer.get('/api/clauses/SP-9-9'), 404)
    isProblem(await (await house.as(`${wjw}/w01`)).get('/api/clauses'), 403)
  })
})
