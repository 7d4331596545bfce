import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '#agency/stream'
import { scopeKey } from '#db/pool'
import { findRoot, newId } from '#server/config'
import { followups } from '#server/followups'
import { verify } from '#server/verify/verify'
import { ordinary } from '../ordinary'
import { type House, isProblem, openHouse, wjw } from './house'
import { as, granted, publishedMatter, take } from './matter'

const days = (zh: string, ...dates: string[]) => Object.fromEntries(dates.map((date) => [`2027-${date}`, zh]))
const notice = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  off: {
    ...days('元旦', '01-01', '01-02', '01-03', '01-04'),
    ...days('劳动节', '05-01', '05-02', '05-03'),
    ...days('国庆节', '10-01', '10-02', '10-03', '10-04', '10-05'),
  },
  workdays: {},
}

describe('一次涉及许多案件的，成批重新计算', () => {
  let house: House
  before(async () => {
    house = await openHouse('2026-12-25T01:00:00.000Z')
  })
  after(() => house.close())

  test('每一案各有一个事件、一个答复；一览、后续与从事件重算的相同；再来一次什么也不变', async () => {
    const report = { ...as(wjw, ordinary.report as NonNullable<typeof ordinary.report>), today: '2026-12-25' }
    const streams: string[] = []
    for (let n = 0; n < 30; n++) streams.push(granted(await take(house, wjw, undefined, report)).stream)
    granted(await house.http.door.send('calendar.enter', { id: newId(), input: notice }, { kind: 'officer', agency: wjw, officer: 'w00' }))
    let atOnce = 0
    const { door } = house.http
    const many: typeof door.many = async (...said) => {
      const done = await door.many(...said)
      atOnce += done
      return done
    }
    const turns = followups({ pool: house.db.app, door: { ...door, many }, clock: house.clock })
    await turns.run()
    assert.equal(atOnce, 30)
    const { rows } = await house.db.root.query<{ id: string; n: number }>(
      `select e.id, count(*)::int as n from ledger_event e join act_answer a on a.agency = e.agency and a.id = e.act_id
         join followup f on f.agency = e.agency and f.id = e.act_id and f.done_at is not null
       where e.agency = $1 and e.act = 'case.reckon' and e.type = 'case.reckoned' group by e.id`,
      [wjw],
    )
    assert.deepEqual(rows.map(({ id, n }) => `case:${id} ${n}`).sort(), streams.map((stream) => `${stream} 1`).sort())
    assert.equal(await turns.run(), 0)
    const found = await verify(house.db.admin, { root: findRoot(), full: true, scope: scopeKey(house.db.secret.mingjing_app) })
    assert.deepEqual(found.findings, [])
    const [first = ''] = streams
    const handler = await house.as(`${wjw}/w01`)
    const apply = as(wjw, ordinary.apply as NonNullable<typeof ordinary.apply>)
    assert.equal((await handler.act('case.applyToFile', { stream: first, input: apply.input })).status, 200, '其后照常办理')
  })
})

describe('录入放假安排，未了的期限重新计算', () => {
  let house: House
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
  })
  after(() => house.close())
  const duty = async (id: string, key: string) =>
    (
      await house.db.root.query<{ due: string; provisional: boolean }>(
        'select due, provisional from duty where agency = $1 and stream = $2 and key = $3',
        [wjw, id, key],
      )
    ).rows[0]

  test('暂定的期限跨年，录入以后由系统逐案重新计算；已了结的不动', async () => {
    await publishedMatter(house, wjw)
    house.clock.set('2026-12-25T01:00:00.000Z')
    const report = { ...as(wjw, ordinary.report as NonNullable<typeof ordinary.report>), today: '2026-12-25' }
    const { stream } = granted(await take(house, wjw, undefined, report))
    assert.deepEqual(await duty(idOf(stream), 'file'), { due: '2027-01-05', provisional: true })

    const administrator = await house.as(`${wjw}/w00`)
    const handler = await house.as(`${wjw}/w01`)
    assert.equal((await handler.act('calendar.enter', { input: notice })).status, 403)
    isProblem(await administrator.act('calendar.enter', { input: { ...notice, year: 2026 } }), 409, 'year-fixed')
    const entered = await administrator.act('calendar.enter', { input: notice })
    assert.equal(entered.status, 200, entered.text)

    const { rows } = await house.db.root.query<{ act: string; stream: string }>(
      'select act, stream from followup where agency = $1 and done_at is null',
      [wjw],
    )
    assert.deepEqual(
      rows.filter(({ act }) => act.endsWith('.reckon')),
      [{ act: 'case.reckon', stream: idOf(stream) }],
    )
    await followups({ pool: house.db.app, door: house.http.door, clock: house.clock }).run()
    assert.deepEqual(await duty(idOf(stream), 'file'), { due: '2027-01-07', provisional: false })

    const events = await house.db.root.query<{ type: string; actor: string }>(
      'select type, actor from ledger_event where agency = $1 and id = $2 order by version',
      [wjw, idOf(stream)],
    )
    assert.deepEqual(events.rows.at(-1), { type: 'case.reckoned', actor: 'system' })
  })

  test('录入以后的期限，按录入的安排计算，不再暂定', async () => {
    const { stream } = granted(
      await take(house, wjw, undefined, { ...as(wjw, ordinary.report as NonNullable<typeof ordinary.report>), today: '2026-12-28' }),
    )
    assert.deepEqual(await duty(idOf(stream), 'file'), { due: '2027-01-08', provisional: false })
  })
})
