import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pdfOf } from '#documents/load'
import { isWorkday } from '#law/calendar'
import { dayOf } from '#law/day'
import { commit, leafHash } from '#ledger/leaf'
import { isPaperEvent } from '#penalty/papers/issued'
import { demoStories, storyIn } from '#server/demo'
import { hash, sha256 } from '#server/digest'
import type { Played, Player } from '#server/play'
import { eventIn } from '#server/streams'
import { type Fresh, freshDatabase } from '../db/template'
import { rowsAnew, rowsHeld } from './anew'
import { foundings, packs, root, teller } from './telling'

/** People named in evidence alone; whoever else is private, the clues say. */
const witnesses = [
  '佟春燕',
  '温小蕾',
  '桑志强',
  '阮秋云',
  '卜永年',
  '蓝桂芳',
  '翁海燕',
  '宋桂英',
  '毛文倩',
  '路凤霞',
  '田玉芝',
  '雷大勇',
  '施玉珍',
  '顾秀云',
]

let db: Fresh
let told: Player
const played: Played[] = []
const stories = [...demoStories(root), storyIn(join(root, 'test', 'stories', 'stuck-goes-on.json'))]

before(async () => {
  db = await freshDatabase()
  told = teller(db.app)
  await told.play([...(await foundings()), ...stories], (step) => played.push(step))
})
after(() => db.drop())

type Kept = Readonly<{
  agency: string
  kind: string
  id: string
  version: number
  type: string
  act: string
  act_id: string
  actor: string
  post: string
  at: string
  payload: Buffer
  nonce: Buffer
  leaf: Buffer
  prev: Buffer | null
  law: Buffer
}>
const allEvents = async () => (await db.root.query<Kept>('select * from ledger_event order by agency, kind, id, version')).rows

/** 从事件重算: every row of every table is what the events make. */
async function rowsAgree(): Promise<void> {
  const { rows, keys } = await rowsAnew(db.root)
  const held = await rowsHeld(db.root, keys)
  for (const [table, expected] of rows) assert.deepEqual(new Map([...(held.get(table) ?? [])].sort()), new Map([...expected].sort()), table)
  assert.ok((held.get('duty')?.size ?? 0) > 10)
}

/** Commitment, leaf, previous leaf and head of each stream, computed anew from the bytes that are kept. */
async function chainHolds(): Promise<void> {
  let before: { stream: string; version: number; hash: string } | undefined
  const heads = new Map<string, Readonly<{ version: number; leaf: string }>>()
  for (const event of await allEvents()) {
    const stream = `${event.agency}/${event.kind}:${event.id}`
    const prev = before?.stream === stream ? before : undefined
    assert.equal(event.version, (prev?.version ?? 0) + 1, stream)
    assert.equal(event.prev?.toString('hex'), prev?.hash, stream)
    assert.deepEqual(JSON.parse(event.leaf.toString('utf8')), {
      v: 1,
      type: event.type,
      agency: event.agency,
      stream: `${event.kind}:${event.id}`,
      version: event.version,
      ...(prev ? { prev: prev.hash } : {}),
      act: event.act,
      request: event.act_id,
      actor: event.actor,
      post: event.post,
      at: event.at,
      law: event.law.toString('hex'),
      c: Buffer.from(commit(event.nonce, event.payload, sha256)).toString('hex'),
    })
    before = { stream, version: event.version, hash: Buffer.from(leafHash(event.leaf, sha256)).toString('hex') }
    heads.set(stream, { version: event.version, leaf: before.hash })
  }
  const { rows } = await db.root.query<{ stream: string; version: number; leaf: Buffer }>(
    "select agency || '/' || kind || ':' || id as stream, version, leaf from stream_head where version > 0",
  )
  assert.deepEqual(new Map(rows.map(({ stream, version, leaf }) => [stream, { version, leaf: leaf.toString('hex') }])), heads)
}

describe('演示案件', () => {
  test('每一步都与所说的一致', () => {
    assert.equal(played.length, stories.flatMap(({ steps }) => steps).length + played.filter(({ step }) => !step.stream).length)
    for (const { steps } of demoStories(root)) {
      const [first] = steps
      const [agency = ''] = first?.as.split('/') ?? []
      assert.match(told.named(agency, first?.stream ?? ''), /^(case|change):[0-9a-f-]{36}$|^register:/)
    }
  })

  test('每一步都在工作日的工作时间', () => {
    for (const { step } of played.filter(({ step }) => step.stream)) {
      assert.ok(isWorkday(packs.calendar, dayOf(step.at)), step.at)
      assert.match(new Date(Date.parse(step.at) + 8 * 3_600_000).toISOString(), /T(09|1[0-7]):/)
    }
  })

  const fund = (amount: string) => ({ zh: '退回医疗保障基金', amount, to: '医疗保障基金财政专户' })
  const fine = (amount: string) => ({ zh: '罚款', amount, to: '国库' })
  const gains = (amount: string) => ({ zh: '没收违法所得', amount, to: '国库' })

  test('按来源的数额和日期公示，不超过七个工作日', async () => {
    const { rows } = await db.portal.query<{
      party: string
      outcome: string
      published_on: string
      due: string
      nth: number
      body: { payable?: unknown; digest?: object; decidedOn: string }
    }>('select party, outcome, published_on, due, nth, body from pub.decision where withdrawn_on is null order by published_on')
    assert.deepEqual(
      rows.map((row) => [
        row.party,
        row.body.decidedOn,
        row.published_on,
        row.due,
        row.nth,
        row.outcome,
        row.body.digest ? '摘要' : row.body.payable,
      ]),
      [
        [
          '尉迟某',
          '2020-07-17',
          '2020-07-24',
          '2020-07-28',
          5,
          '没收违法所得 10,300 元，罚款人民币 51,500 元',
          [gains('10,300 元'), fine('51,500 元')],
        ],
        ['远山区白塔街知和全科诊所', '2020-07-27', '2020-08-03', '2020-08-05', 5, '警告，罚款人民币 1,500 元', '摘要'],
        [
          '松口市回春堂中医诊所',
          '2022-03-29',
          '2022-04-02',
          '2022-04-08',
          4,
          '罚款人民币 13,580 元',
          [fund('2,716 元'), fine('13,580 元')],
        ],
        ['松口市杏林中医（综合）诊所', '2022-08-30', '2022-09-05', '2022-09-08', 4, '罚款人民币 16,180 元', '摘要'],
        [
          '松口市安济堂中医诊所',
          '2023-04-13',
          '2023-04-21',
          '2023-04-23',
          6,
          '罚款人民币 11,489.80 元，暂停涉及医疗保障基金使用的医药服务10个半月',
          [fund('3,282.80 元'), fine('11,489.80 元')],
        ],
        ['远山区清溪镇柳溪村第二卫生站', '2024-07-02', '2024-07-10', '2024-07-11', 6, '警告，罚款人民币 2,100 元', [fine('2,100 元')]],
        [
          '松口市石湾镇杨树村卫生室',
          '2025-05-23',
          '2025-05-29',
          '2025-06-04',
          4,
          '罚款人民币 8,880 元',
          [fund('4,200 元'), fine('8,880 元')],
        ],
        [
          '褚某',
          '2026-11-17',
          '2026-11-24',
          '2026-11-26',
          5,
          '没收违法所得 10,300 元，罚款人民币 51,500 元',
          [gains('10,300 元'), fine('51,500 元')],
        ],
        [
          '纪某',
          '2026-11-24',
          '2026-12-02',
          '2026-12-03',
          6,
          '没收违法所得 10,300 元，罚款人民币 51,500 元',
          [gains('10,300 元'), fine('51,500 元')],
        ],
      ],
    )
  })

  test('罚没款、退回的基金都已缴清', async () => {
    const { rows } = await db.root.query<{ n: string }>(
      "select count(*) as n from ledger_event where type = 'execution.settled' union all select count(*) from ledger_event where type = 'execution.fellDue'",
    )
    assert.deepEqual(
      rows.map(({ n }) => Number(n)),
      [9, 0],
    )
  })
})

describe('事件与一览', () => {
  test('SP-2-0-6、YB-2-4、YB-3-2-0、WZ-JL-2-7 从事件重算，与每张表的每一行相同', rowsAgree)

  test('事件不多不少，每一个恰在一份答复里', async () => {
    const events = await allEvents()
    const { rows: answers } = await db.root.query<{
      agency: string
      id: string
      answer: { stream: string; events: { version: number }[] }
    }>('select agency, id, answer from act_answer')
    const answered = answers.flatMap(({ agency, id, answer }) =>
      answer.events.map(({ version }) => `${agency}/${answer.stream}/${version}/${id}`),
    )
    assert.deepEqual(
      answered.sort(),
      events.map(({ agency, kind, id, version, act_id }) => `${agency}/${kind}:${id}/${version}/${act_id}`).sort(),
    )
    const granted = played.flatMap(({ outcome }) => (outcome.is === 'granted' ? [outcome.answer.receipt] : []))
    const leaves = new Set(events.map(({ leaf }) => Buffer.from(leafHash(leaf, sha256)).toString('hex')))
    for (const receipt of granted) assert.ok(receipt && leaves.has(receipt))
  })

  test('制作的文书都有摘要，编号文书都有文号；每一种都印得出', async () => {
    const made = (await allEvents()).map(({ payload }) => eventIn(payload)).filter(isPaperEvent)
    assert.ok(made.length > 100)
    const forms = packs.packs.get('cn')?.rules.forms
    for (const { form, paper, digest } of made) {
      assert.equal(hash(paper), digest)
      assert.equal(paper.number !== null, forms?.[form]?.[0]?.nature !== undefined, paper.zh)
    }
    const kinds = new Map(made.map((event) => [`${event.form} ${event.paper.head}`, event.paper]))
    for (const paper of process.env.LONG === '1' ? made.map((event) => event.paper) : kinds.values()) await pdfOf(paper, false)
  })

  test('叶链没有断：承诺、叶、前叶都由所存字节重新算出', chainHolds)
})

describe('不该公开的没有公开，不予办理的都有记录', () => {
  const clues = stories.flatMap(({ steps }) => steps).filter(({ act }) => act === 'case.report')
  const secrets = clues.flatMap(({ input }) => {
    const { party } = input as { party: { type: string; name: string; idNo?: string; phone?: string; address?: string } }
    const own = party.type === 'natural' ? [party.name, party.idNo, party.address] : []
    return [...own, party.phone].filter((text) => text !== undefined)
  })

  test('公示内容没有自然人的姓名、证件号码、电话、住址', async () => {
    assert.ok(secrets.length >= 6)
    const { rows } = await db.portal.query<{ text: string }>(
      'select d::text as text from pub.decision d union all select a::text from pub.agency a',
    )
    assert.equal(rows.length, 14)
    for (const { text } of rows) for (const secret of [...secrets, ...witnesses]) assert.ok(!text.includes(secret), secret)
  })

  test('叶里只有承诺，没有姓名、号码、文字', async () => {
    for (const { leaf } of await allEvents())
      for (const secret of [...secrets, ...witnesses]) assert.ok(!leaf.toString('utf8').includes(secret), secret)
  })

  test('SP-4-1-4、YB-2-3 每一次依法不予办理，监督流里都有一条，写明条款', async () => {
    const expected = played.flatMap(({ step, outcome }) =>
      outcome.is === 'refused'
        ? [{ at: step.at, officer: step.as, act: step.act, code: outcome.refusal.code, clauses: outcome.refusal.clauses }]
        : [],
    )
    const { rows } = await db.root.query<{ at: string; officer: string; act: string; code: string; clauses: string[] }>(
      "select at, agency || '/' || officer as officer, act, code, clauses from supervision_entry order by at",
    )
    assert.ok(expected.length >= 12)
    assert.deepEqual(
      rows.map(({ at, ...row }) => ({ ...row, at: at.slice(0, 16) })),
      expected.map(({ at, ...row }) => ({ ...row, at: at.slice(0, 16) })),
    )
  })
})

describe('改动看得出来', () => {
  test('改了一行的，与重算的不同', async () => {
    await db.root.query("update duty set due = due + 1 where key = 'decide'")
    await assert.rejects(rowsAgree, /duty/)
  })

  test('改了一个字节的，叶链不合', async () => {
    await db.root.query("update ledger_event set payload = set_byte(payload, 20, 88) where type = 'penalty.decided'")
    await assert.rejects(chainHolds, assert.AssertionError)
  })
})
