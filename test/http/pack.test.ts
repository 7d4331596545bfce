import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf, type StreamName } from '#agency/stream'
import { scopeKey } from '#db/pool'
import { nearest, packFilesIn } from '#policy/load'
import { findRoot } from '#server/config'
import { followups } from '#server/followups'
import { sequencer } from '#server/sequencer'
import { verify } from '#server/verify/verify'
import { but, ordinary } from '../ordinary'
import { type House, isProblem, openHouse, wjw, ybj } from './house'
import { granted, matterBefore, publishedMatter, publishing, take, versionOf } from './matter'

type Files = Record<string, Record<string, Record<string, unknown>[]>>

/** The county's pack as it is shipped, its seven days for penalties told anew from a day on. */
function newer(value: unknown, from: string, to: string): Files {
  const files = structuredClone(packFilesIn(nearest()).folders.get('wanzhou-health')) as Files
  const [row] = files.periods?.['publication.penalty'] ?? []
  assert.ok(row && files.periods)
  files.periods['publication.penalty'] = [
    { ...row, to },
    { ...row, from, value },
  ]
  return files
}

describe('采用规则包新版本', () => {
  let house: House
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
  })
  after(() => house.close())

  const stream = `register:${wjw}`
  const adopt = async (files: unknown, officer = 'w06') =>
    (await house.as(`${wjw}/${officer}`)).act('pack.adopt', {
      stream,
      version: await versionOf(house, wjw, stream),
      input: { files, basis: '万州卫〔2026〕10号' },
    })
  const law = async (name: string) => {
    const { rows } = await house.db.root.query<{ law: Buffer }>(
      'select law from ledger_event where agency = $1 and id = $2 order by version desc limit 1',
      [wjw, idOf(name as StreamName)],
    )
    return rows[0]?.law.toString('hex')
  }
  /** When the decision of a matter must be public at the latest. */
  const due = async (matter: string) => {
    await followups({ pool: house.db.app, door: house.http.door, clock: house.clock }).run()
    const { rows } = await house.db.root.query<{ due: string }>('select due::text as due from publication where agency = $1 and id = $2', [
      wjw,
      idOf(matter as StreamName),
    ])
    return rows[0]?.due
  }

  test('有问题的不采用，说出文件、行和理由；原来的照用', async () => {
    assert.equal((await adopt(newer(5, '2026-04-01', '2026-03-31'), 'w01')).status, 403)
    const loose = await adopt(newer(10, '2026-04-01', '2026-03-31'))
    isProblem(loose, 409, 'pack-unsound')
    assert.match(
      loose.text,
      /wanzhou-health\/periods\.json publication\.penalty 2026-04-01 起：宽于 cn 2018-12-05 起的规定（G118-6），只可从严/,
    )
    isProblem(await adopt(newer('五', '2026-04-01', '2026-03-31')), 409, 'pack-malformed')
    isProblem(await adopt(newer(5, '2026-02-01', '2026-01-31')), 409, 'past-rewritten')
    isProblem(await adopt(packFilesIn(nearest()).folders.get('wanzhou-health')), 409, 'pack-same')
    const { rows } = await house.db.root.query("select 1 from register_entry where agency = $1 and family = 'pack'", [wjw])
    assert.equal(rows.length, 0)
  })

  test('采用以后：四月以前的决定按七个工作日，以后的按五个；适用的法的摘要改变', async () => {
    const early = await matterBefore(house, wjw, 'deliver')
    const judged = await law(early)
    assert.equal(await due(early), '2026-03-27')
    const adopted = await adopt(newer(5, '2026-04-01', '2026-03-31'))
    assert.equal(adopted.status, 200, adopted.text)
    assert.equal(await due(early), '2026-03-27')

    house.clock.set('2026-04-07T01:00:00.000Z')
    const later = await matterBefore(house, wjw, 'decide')
    house.clock.set('2026-04-14T01:00:00.000Z')
    granted(await take(house, wjw, later, but(ordinary, 'decide')))
    assert.notEqual(await law(later), judged)
    assert.equal(await due(later), '2026-04-21')
    assert.equal(await due(early), '2026-03-27')
    const { rows } = await house.db.root.query<{ key: string; rows: Record<string, unknown>[] }>(
      "select key, rows from register_entry where agency = $1 and family = 'pack'",
      [wjw],
    )
    assert.deepEqual([rows[0]?.key, rows[0]?.rows[0]?.basis, rows[0]?.rows[0]?.on], ['wanzhou-health', '万州卫〔2026〕10号', '2026-03-18'])
  })

  test('别的机关不受影响', async () => {
    const before = await law(stream)
    const bureau = await matterBefore(house, ybj, 'submit')
    const { rows } = await house.db.root.query<{ law: Buffer }>('select law from ledger_event where agency = $1 and id = $2 limit 1', [
      ybj,
      idOf(bureau),
    ])
    assert.notEqual(rows[0]?.law.toString('hex'), before)
  })

  test('账本核验：从事件重算一致；绕过入口改动的，查得出', async () => {
    await sequencer({ pool: house.db.sequencer, dir: house.dir, say: () => {} }).run()
    const found = async () =>
      (await verify(house.db.admin, { root: findRoot(), full: true, scope: scopeKey(house.db.secret.mingjing_app) })).findings
    assert.deepEqual(await found(), [])
    await house.db.root.query(
      "update register_entry set rows = jsonb_set(rows, '{0,basis}', '\"另一份文件\"') where agency = $1 and family = 'pack'",
      [wjw],
    )
    assert.match(JSON.stringify(await found()), /register_entry/)
  })
})

type Page = Readonly<{ id: string; facts?: string; digest: readonly { id: string }[] }>

describe('摘要的内容变了', () => {
  let house: House
  before(async () => {
    house = await openHouse('2026-03-01T01:00:00.000Z')
  })
  after(() => house.close())

  test('采用新版本以后：已经公示的一字不改，以后拟稿的从新版本', async () => {
    const pageOf = async (id: string) => {
      const { body } = await house.ask({ method: 'GET', url: `/decisions.json?agency=${wjw}` })
      return (body.items as readonly Page[]).find((each) => each.id === id)
    }
    const early = await publishedMatter(house, wjw, 'digest')
    const was = await pageOf(early)
    assert.ok(was && !was.digest.some(({ id }) => id === 'facts'))

    const files = structuredClone(packFilesIn(nearest()).folders.get('wanzhou-health')) as Files
    const [row] = files.lists?.['publication.digest'] ?? []
    assert.ok(row && files.lists)
    const facts = { id: 'facts', zh: '违法事实', clause: 'WZ-GS-16-2' }
    const items = [...(row.items as object[]), facts]
    files.lists['publication.digest'] = [
      { ...row, to: '2026-03-31' },
      { ...row, from: '2026-04-01', items },
    ]
    const stream = `register:${wjw}`
    const version = await versionOf(house, wjw, stream)
    const leader = await house.as(`${wjw}/w06`)
    const adopted = await leader.act('pack.adopt', { stream, version, input: { files, basis: '万州卫〔2026〕11号' } })
    assert.equal(adopted.status, 200, adopted.text)

    house.clock.set('2026-04-07T01:00:00.000Z')
    const later = await matterBefore(house, wjw, 'decide')
    house.clock.set('2026-04-14T01:00:00.000Z')
    for (const name of ['decide', 'deliver', 'confirmDelivery'] as const) granted(await take(house, wjw, later, but(ordinary, name)))
    await followups({ pool: house.db.app, door: house.http.door, clock: house.clock }).run()
    for (const told of publishing('digest')) granted(await take(house, wjw, `publication:${idOf(later)}`, told))
    const now = await pageOf(idOf(later))
    assert.deepEqual([now?.digest.at(-1)?.id, now?.facts], ['facts', '将使用后的针头放入黑色塑料袋'])
    assert.deepEqual(await pageOf(early), was)
  })
})
