import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '#agency/stream'
import type { Day } from '#law/day'
import { inForce, type Law, on } from '#policy/law'
import { lawOf } from '#policy/load'
import type { PublicDecision } from '#publication/public'
import { demoAgencies, founding } from '#server/demo'
import { hash } from '#server/digest'
import type { Player, Step, Story } from '#server/play'
import { type Fresh, freshDatabase } from '../db/template'
import { course, type Field, today } from '../five'
import { packs, root, teller } from './telling'

/** 同案异包: one matter, told through the door and the database to five agencies, each under a pack of its own. */

const five: readonly (readonly [id: string, pack: string, field: Field])[] = [
  ['siping', 'siping-health', 'health'],
  ['wanzhou', 'wanzhou-health', 'health'],
  ['wuding', 'wuding-health', 'health'],
  ['jilin', 'jilin-health', 'health'],
  ['bureau', 'jilin-medical-security', 'medical-security'],
]
const models: Readonly<Record<Field, string>> = { health: 'yuanshan-wjw', 'medical-security': 'songkou-ybj' }
const cast = { li: '01', wang: '02', zhao: '04', sun: '05', wu: '05', zhou: '06', zheng: '07', feng: '08' } as const
const approver: Readonly<Record<string, keyof typeof cast>> = { head: 'sun', leaderInCharge: 'wu', principalLeader: 'zhou' }

/** An agency of the demo under another name and pack; of its own register, what a large fine is alone. */
async function founded(id: string, pack: string, field: Field): Promise<Story> {
  const model = demoAgencies(root).find(({ agency }) => agency.id === models[field])
  assert.ok(model)
  const { superior: _, ...agency } = model.agency
  const register = model.register.filter((entry) => /"hearing\.fine/.test(JSON.stringify(entry)))
  return founding({ ...model, agency: { ...agency, id, pack } as typeof model.agency, register })
}

/** What is told to one agency, minute by minute: the matter, a release too early, each approval that its pack asks, the release. */
function tale(id: string, field: Field, law: Law): Story {
  const letter = field === 'health' ? 'w' : 'y'
  const words = (text: unknown) =>
    JSON.parse(JSON.stringify(text), (_key, value) =>
      typeof value === 'string' && value in cast ? `${letter}${cast[value as keyof typeof cast]}` : value,
    )
  let minute = 0
  const one = (by: keyof typeof cast | string, day: Day, act: string, input: unknown, stream: string, expect?: Step['expect']): Step => ({
    at: `${day}T0${1 + Math.floor(minute / 60)}:${String(minute++ % 60).padStart(2, '0')}:00.000Z`,
    as: `${id}/${words(by)}`,
    act,
    stream,
    input: words(input),
    ...(expect ? { expect } : {}),
  })
  const chain = inForce(law.posts, 'publication.chain', on(today))
  const shown = `publication:${id}`
  return {
    title: id,
    steps: [
      ...course(law, field).map(({ by, today: day, act, input }) => one(by, day, act, input, `case:${id}`)),
      one('zheng', today, 'publication.prepare', { facts: '违法事实的摘要' }, shown),
      one('feng', today, 'publication.release', {}, shown, { refused: 'not-approved', clause: chain.clauses[0] }),
      ...chain.posts.map((post) => one(approver[post] ?? post, today, 'publication.approve', {}, shown)),
      one('feng', today, 'publication.release', {}, shown),
    ],
  }
}

let db: Fresh
let player: Player
before(async () => {
  db = await freshDatabase()
  player = teller(db.app)
  await player.play(await Promise.all(five.map(([id, pack, field]) => founded(id, pack, field))))
  await player.play(five.map(([id, pack, field]) => tale(id, field, lawOf(packs, pack, hash))))
})
after(() => db?.drop())

const caseOf = (id: string) => idOf(player.named(id, `case:${id}`))
const row = async <T extends object>(text: string, id: string): Promise<T | undefined> =>
  (await db.root.query<T>(text, [id, caseOf(id)])).rows[0]

describe('同一个案件，五个机关', () => {
  const due = async (id: string, key: string) =>
    (await row<{ due: string }>(`select due::text as due from duty where agency = $1 and stream = $2 and key = '${key}'`, id))?.due
  test('立案：卫生健康七个工作日，医疗保障十五个', async () => {
    for (const id of ['siping', 'wanzhou', 'wuding', 'jilin']) assert.equal(await due(id, 'file'), '2026-03-11', id)
    assert.equal(await due('bureau', 'file'), '2026-03-23')
  })

  test('法制审核：只有医疗保障有时限', async () => {
    for (const id of ['siping', 'wanzhou', 'wuding', 'jilin']) assert.equal(await due(id, 'review'), null, id)
    assert.equal(await due('bureau', 'review'), '2026-03-26')
  })

  test('公示：七个工作日之内，万州两级审批，其余一级', async () => {
    for (const [id] of five) {
      const found = await row<{ due: string; state: string }>(
        'select due::text as due, state from publication where agency = $1 and id = $2',
        id,
      )
      assert.deepEqual(found, { due: '2026-03-30', state: 'released' }, id)
      const { rows } = await db.root.query<{ post: string }>(
        "select convert_from(payload, 'utf8')::jsonb -> 'event' ->> 'post' as post from ledger_event where agency = $1 and id = $2 and type = 'publication.approved' order by version",
        [id, caseOf(id)],
      )
      assert.deepEqual(
        rows.map(({ post }) => post),
        id === 'wanzhou' ? ['leaderInCharge', 'principalLeader'] : ['head'],
        id,
      )
    }
  })

  test('五种适用的法', async () => {
    const { rows } = await db.root.query('select distinct law from ledger_event where kind = $1', ['case'])
    assert.equal(rows.length, 5)
  })

  /** What the portal can read of it, and is found by. */
  const page = async (id: string) =>
    (
      await db.portal.query<{ body: PublicDecision; no: string; words: string }>(
        'select body, document_no as no, words from pub.decision where agency = $1 and id = $2',
        [id, caseOf(id)],
      )
    ).rows[0]
  const outcome = { health: '警告，罚款人民币 2,100 元', 'medical-security': '罚款人民币 7,000 元' } as const
  const party = { health: '英雄村第三卫生站', 'medical-security': '德元诊所' } as const
  const digests: readonly (readonly [id: string, clauses: readonly string[]])[] = [
    ['siping', ['SP-1-3-2', 'SP-1-3-3', 'SP-1-3-4', 'SP-1-3-5']],
    ['wanzhou', ['WZ-GS-16-2', 'WZ-GS-16-3', 'WZ-GS-16-4', 'WZ-GS-15-3', 'WZ-GS-16-5']],
    ['wuding', ['WD-2-1-4-2', 'WD-2-1-4-3', 'WD-2-1-4-4', 'WD-2-1-4-5']],
    ['jilin', ['G118-6', 'G118-6', 'G118-6', 'G118-6']],
    ['bureau', ['YB-3-1-3-4', 'YB-3-1-3-5', 'YB-3-1-3-6', 'YB-3-1-3-7']],
  ]
  for (const [id, clauses] of digests)
    test(`${[...new Set(clauses)].join('、')} ${id} 公开的摘要：规定的各项，一项不多，查询也只查得到这些`, async () => {
      const { body, no, words } = (await page(id)) ?? assert.fail()
      const field = five.find(([each]) => each === id)?.[2] ?? 'health'
      const numbered = id === 'wanzhou'
      assert.deepEqual(
        body.digest?.map(({ zh, clause }) => `${zh} ${clause.id}`),
        (numbered
          ? ['决定书文号', '执法主体名称', '当事人姓氏或者名称', '执法类别', '执法决定']
          : ['执法机关', '执法对象', '执法类别', '执法结论']
        ).map((zh, n) => `${zh} ${clauses[n]}`),
      )
      assert.deepEqual([body.party, body.typeZh, body.outcome], [party[field], '行政处罚', outcome[field]])
      assert.equal(body.documentNo !== undefined && no !== '', numbered)
      for (const more of ['facts', 'cause', 'discretion', 'violated', 'basis', 'payable', 'course', 'partyNote', 'servedOn'] as const)
        assert.equal(body[more], undefined, more)
      assert.ok(words.includes(party[field]) && !words.includes('违法事实的摘要'))
    })
})
