import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Notice } from '#hearing/hearing'
import type { ListItem } from '#policy/law'
import { storyIn } from '#server/demo'
import { eventIn } from '#server/streams'
import { type Fresh, freshDatabase } from '../db/template'
import { foundings, root, teller } from './telling'

describe('跨过2021年7月15日的一案：步骤按办理之日的规定', () => {
  let db: Fresh
  before(async () => {
    db = await freshDatabase()
    const health = (await foundings()).filter(({ steps }) => steps.some(({ as }) => as.startsWith('yuanshan-wjw/')))
    await teller(db.app).play([...health, storyIn(join(root, 'test', 'stories', 'across-2021.json'))])
  })
  after(() => db.drop())

  const eventsOf = async (type: string): Promise<readonly Record<string, unknown>[]> => {
    const { rows } = await db.root.query<{ payload: Buffer }>('select payload from ledger_event where type = $1 order by version', [type])
    assert.ok(rows.length > 0, type)
    return rows.map(({ payload }) => ({ ...eventIn(payload) }))
  }

  test('立案在前', async () => {
    const [filed] = await eventsOf('case.filed')
    assert.equal(filed?.on, '2021-06-30')
  })

  test('告知在后：要求听证的期限为五个工作日', async () => {
    const [told] = await eventsOf('hearing.notified')
    assert.ok(told)
    const { hearingTerm } = told.notice as Notice
    assert.ok(hearingTerm)
    const { value, unit, from, due, clauses } = hearingTerm
    assert.deepEqual(
      { value, unit, from, due, clauses },
      { value: 5, unit: '工作日', from: '2021-07-19', due: '2021-07-26', clauses: ['CFF-64-1-1', 'CFF-85'] },
    )
  })

  test('按2017年修正的第三十八条第三款记明应当审核的，以后仍然应当审核', async () => {
    const required = await eventsOf('review.required')
    assert.deepEqual(
      required.map(({ ground }) => (ground as ListItem).clause),
      ['CFF17-38-3', 'G118-12'],
    )
  })
})
