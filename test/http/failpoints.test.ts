import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { idOf } from '#agency/stream'
import { newId } from '#server/config'
import { arm, type Failpoint, failpoints } from '#server/failpoint'
import { followups } from '#server/followups'
import { ordinary } from '../ordinary'
import { counts, type House, isProblem, openHouse, type Person, password, wjw } from './house'
import { as, callerOf, granted, matterBefore, versionOf } from './matter'

let house: House
let person: Person
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  person = await house.as(`${wjw}/w01`)
})
after(() => house.close())
afterEach(() => arm(''))

const points = (part: string) => Object.keys(failpoints).filter((name) => name.startsWith(`${part}.`)) as Failpoint[]
const committed: readonly Failpoint[] = ['door.committed', 'door.answering']

describe('办到任何一步出了故障', () => {
  for (const name of points('door'))
    test(`${name}（${failpoints[name]}）：不留半件；同一编号重发即成，只办一次`, async () => {
      const sent = { id: newId(), input: as(wjw, ordinary.report?.input) }
      const before = await counts(house)
      arm(`${name}:error@1`)
      isProblem(await person.act('case.report', sent), 500, 'fault')
      const left = await counts(house)
      if (!committed.includes(name)) assert.deepEqual(left, before)
      const answer = await person.act('case.report', sent)
      assert.equal(answer.status, 200, answer.text)
      const now = await counts(house)
      const { version = 0 } = answer.body
      assert.ok(version >= 1)
      assert.deepEqual([now.event, now.answer], [(before.event ?? 0) + version, (before.answer ?? 0) + 1])
      assert.equal(await versionOf(house, wjw, `case:${sent.id}`), version)
    })

  test('驳回没有留痕的，不当作已经驳回：重发时留痕', async () => {
    const stream = await matterBefore(house, wjw, 'confirmEvidence')
    const sent = { id: newId(), stream, input: as(wjw, ordinary.conclude?.input) }
    const handler = await house.as(`${wjw}/w01`)
    const before = await counts(house)
    arm('refusal.noting:error@1')
    isProblem(await handler.act('proposal.conclude', sent), 500, 'fault')
    assert.deepEqual(await counts(house), before)
    isProblem(await handler.act('proposal.conclude', sent), 409)
    assert.equal((await counts(house)).event, (before.event ?? 0) + 1)
  })

  for (const name of points('followup'))
    test(`${name}（${failpoints[name]}）：后续不丢，只办一次`, async () => {
      const stream = await matterBefore(house, wjw, 'decide')
      house.clock.set(new Date(Date.parse(house.clock.now()) + 10 * 86_400_000).toISOString())
      arm('door.judged:error@2') // the decision passes, what follows from it at once does not
      const version = await versionOf(house, wjw, stream)
      granted(
        await house.http.door.send('penalty.decide', { id: newId(), stream, version, input: { opinion: '同意' } }, callerOf(wjw, 'w05')),
      )
      const publication = `publication:${idOf(stream)}`
      assert.equal(await versionOf(house, wjw, publication), 0)
      const runner = followups({ pool: house.db.app, door: house.http.door, clock: house.clock })
      arm(`${name}:error@1${name === 'followup.noting' ? ',door.judged:error@1' : ''}`)
      await assert.rejects(runner.run(), /failpoint/)
      await runner.run()
      assert.equal(await versionOf(house, wjw, publication), 1)
      await runner.run()
      assert.equal(await versionOf(house, wjw, publication), 1)
    })

  for (const name of points('session'))
    test(`${name}（${failpoints[name]}）：答 500；再来一次即成`, async () => {
      const login = { method: 'POST', url: '/api/session', payload: { agency: wjw, officer: 'w02', password } } as const
      const other = await house.as(`${wjw}/w02`)
      const leaving = name === 'session.closed'
      const once = () => (leaving ? other.ask({ method: 'DELETE', url: '/api/session' }) : house.ask(login))
      arm(`${name}:error@1`)
      isProblem(await once(), 500, 'fault')
      if (leaving) assert.equal((await other.get('/api/me')).status, 401, '会话已经关闭')
      assert.equal((await once()).status, leaving ? 204 : 200)
    })
})
