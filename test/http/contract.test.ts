import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { table } from '#acts/table'
import { idOf } from '#agency/stream'
import { type House, openHouse, type Person, wjw, ybj } from './house'
import { matterBefore, publishedMatter, versionOf } from './matter'

let house: House
let handler: Person
let head: Person
let publisher: Person
let noticed: string
let published: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  published = await publishedMatter(house, ybj)
  noticed = await matterBefore(house, wjw, 'decide')
  ;[handler, head, publisher] = (await Promise.all([`${wjw}/w01`, `${wjw}/w05`, `${ybj}/y07`].map((who) => house.as(who)))) as [
    Person,
    Person,
    Person,
  ]
})
after(() => house.close())

type Json = Readonly<Record<string, unknown>>
/** The fields of an answer and their kinds, as the contract names them; `?` may be null. */
const shape = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)
function has(value: unknown, fields: Readonly<Record<string, string>>, where = ''): asserts value is Json {
  assert.equal(shape(value), 'object', where)
  for (const [name, kind] of Object.entries(fields)) {
    const found = shape((value as Json)[name])
    assert.ok(kind.split('|').includes(found), `${where}.${name} is ${found}, not ${kind}`)
  }
}
const list = (value: unknown): readonly Json[] => {
  assert.ok(Array.isArray(value))
  return value
}
const citation = { id: 'string', cite: 'string' }
const person = { id: 'string', name: 'string' }
const duty = {
  stream: 'string',
  key: 'string',
  zh: 'string',
  matter: 'object',
  act: 'string',
  mine: 'boolean',
  whoZh: 'string',
  startedOn: 'string',
  due: 'string|null',
  provisional: 'boolean',
  left: 'number|null',
  leftUnit: 'string|null',
  value: 'number|null',
  unit: 'string|null',
  clauses: 'list',
  days: 'list',
}

describe('执法行为总表', () => {
  test('不登录也能看：每一行为的流、岗位、条款、输入格式', async () => {
    const { status, body } = await house.ask({ method: 'GET', url: '/api/acts' })
    assert.equal(status, 200)
    const acts = list(body)
    assert.deepEqual(
      acts.map(({ id }) => id),
      table.map(({ id }) => id),
    )
    for (const act of acts) {
      has(
        act,
        { id: 'string', zh: 'string', stream: 'string', by: 'list|string', seen: 'boolean', clauses: 'list', input: 'object' },
        String(act.id),
      )
      for (const clause of list(act.clauses)) has(clause, citation, String(act.id))
      assert.ok((act.input as Json).type === 'object' || (act.input as Json).oneOf || (act.input as Json).anyOf, String(act.id))
    }
  })

  test('OpenAPI 3.1：每一操作说明是哪一行为或者读什么', async () => {
    const { status, body } = await house.ask({ method: 'GET', url: '/api/openapi.json' })
    assert.equal(status, 200)
    assert.match(String(body.openapi), /^3\.1\./)
    const paths = body.paths as Readonly<Record<string, Readonly<Record<string, Json>>>>
    for (const [path, operations] of Object.entries(paths))
      for (const [method, operation] of Object.entries(operations)) {
        assert.ok(typeof operation['x-act'] === 'string' || typeof operation['x-read'] === 'string', `${method} ${path}`)
        assert.match(String(operation.summary), /\p{Script=Han}/u)
      }
    for (const act of table) assert.equal(paths[`/api/acts/${act.id}`]?.post?.['x-act'], act.id)
    assert.ok(!JSON.stringify(body).includes(process.cwd()))
  })

  test('机关名录不登录也能看', async () => {
    const { body } = await house.ask({ method: 'GET', url: '/api/agencies' })
    assert.deepEqual(
      list(body).map(({ agency, demo }) => [agency, demo]),
      ['beiyuan-wjw', 'nanling-wjw', ybj, wjw].map((agency) => [agency, true]),
    )
    for (const agency of list(body)) has(agency, { agency: 'string', name: 'string', shortName: 'string', demo: 'boolean' })
  })
})

describe('现在能办什么', () => {
  test('能办的在前；不能办的，说明为什么、依据哪一条', async () => {
    const { body } = await head.get(`/api/streams/${noticed}/acts`)
    has(body, { stream: 'string', version: 'number', acts: 'list' })
    assert.equal(body.version, await versionOf(house, wjw, noticed))
    const acts = list(body.acts)
    for (const act of acts) {
      has(act, { id: 'string', zh: 'string', seen: 'boolean', clauses: 'list', open: 'boolean', input: 'object' })
      assert.equal(act.open, act.refusal === undefined)
      if (!act.refusal) continue
      has(act.refusal, { code: 'string', zh: 'string', clauses: 'list' })
      for (const clause of list(act.refusal.clauses)) has(clause, citation)
    }
    const opens = acts.map(({ open }) => open)
    assert.deepEqual(
      opens,
      [...opens].sort((a, b) => Number(b) - Number(a)),
    )
    const decide = acts.find(({ id }) => id === 'penalty.decide')
    assert.equal((decide?.refusal as Json | undefined)?.code, 'party-unheard')
    assert.ok(!acts.some(({ id }) => id === 'case.addEvidence'), '别的岗位的行为不列')
  })

  test('所列与门的答复一致', async () => {
    const acts = list((await head.get(`/api/streams/${noticed}/acts`)).body.acts)
    for (const { id, refusal } of acts) {
      if (id !== 'penalty.decide' || !refusal) continue
      const answer = await head.act(String(id), {
        stream: noticed,
        version: await versionOf(house, wjw, noticed),
        input: { opinion: '同意' },
      })
      assert.equal(answer.body.code, (refusal as Json).code)
      assert.equal(answer.body.detail, (refusal as Json).zh)
    }
  })

  test('办成的，答复写明流、版本、事件和回执', async () => {
    const version = await versionOf(house, wjw, noticed)
    const answer = await handler.act('case.addEvidence', {
      stream: noticed,
      input: { type: 'documentary', title: '复印件', text: '与原件核对无误', collectedOn: '2026-03-01' },
    })
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(Object.keys(answer.body).sort(), ['events', 'receipt', 'stream', 'version'])
    assert.deepEqual([answer.body.stream, answer.body.version], [noticed, version + 1])
    assert.deepEqual(answer.body.events, [{ version: version + 1, kind: 'case.evidenceAdded' }])
    const { rows } = await house.db.root.query<{ leaf: Buffer }>(
      'select leaf from stream_head where agency = $1 and kind = $2 and id = $3',
      [wjw, 'case', idOf(noticed as never)],
    )
    assert.equal(answer.body.receipt, rows[0]?.leaf.toString('hex'))
  })
})

describe('待办', () => {
  test('YB-3-4-1-2、YB-3-4-1-7 按到期先后，没有期限的在后；写明谁办、还有几天、怎么算的', async () => {
    for (const who of [handler, head, publisher]) {
      const { body } = await who.get('/api/queue')
      has(body, { today: 'string', whose: 'string', page: 'number', items: 'list' })
      const items = list(body.items)
      assert.ok(items.length > 0)
      for (const item of items) {
        has(item, duty, String(item.key))
        has(item.matter, { id: 'string', zh: 'string', caseNo: 'string|null' })
        for (const clause of list(item.clauses)) has(clause, citation)
        for (const day of list(item.days)) has(day, { day: 'string', counted: 'boolean' })
      }
      const due = items.map((item) => String(item.due ?? '9999'))
      assert.deepEqual(due, [...due].sort())
    }
    const mine = (who: Person) =>
      who.get('/api/queue?whose=mine').then(({ body }) =>
        list(body.items)
          .filter((item) => item.mine)
          .map(({ act }) => act),
      )
    assert.ok((await mine(head)).includes('penalty.decide'))
    assert.ok(!(await mine(handler)).includes('penalty.decide'))
  })
})

describe('案件', () => {
  test('WD-2-4-1-12、YB-3-4-2-6、YB-3-4-2-11、YB-3-4-1-6 列表：可查、可按环节、分页', async () => {
    const { body } = await handler.get('/api/cases')
    has(body, { items: 'list', page: 'number', more: 'boolean', total: 'null' })
    const [item] = list(body.items)
    has(item, {
      id: 'string',
      title: 'string',
      cause: 'string',
      partyName: 'string',
      phase: 'string',
      phaseZh: 'string',
      caseNo: 'string|null',
      handlers: 'list',
      reportedOn: 'string',
      filedOn: 'string|null',
      decidedOn: 'string|null',
      documentNo: 'string|null',
    })
    for (const one of list(item.handlers)) has(one, person)
    const { body: counts } = await handler.get('/api/cases/counts')
    for (const phase of list(counts.phases)) has(phase, { id: 'string', zh: 'string', count: 'number' })
    const totalOf = async (query: string) => (await handler.get(`/api/cases?${query}`)).body.total
    assert.equal(await totalOf(`q=${encodeURIComponent('第三卫生站')}`), 1)
    assert.equal(await totalOf(`q=${encodeURIComponent('没有这个')}`), 0)
    const inPhase = async (phase: string) => list((await handler.get(`/api/cases?phase=${phase}`)).body.items).length
    assert.deepEqual([await inPhase('noticed'), await inPhase('decided')], [1, 0])
  })

  test('案卷：从线索到公示，每一项都在', async () => {
    const { body } = await publisher.get(`/api/cases/${published}`)
    has(body, {
      stream: 'string',
      version: 'number',
      title: 'string',
      phase: 'string',
      phaseZh: 'string',
      caseNo: 'string',
      clue: 'object',
      party: 'object',
      handlers: 'list',
      filed: 'object',
      evidence: 'list',
      records: 'list',
      report: 'object',
      deliberation: 'object|null',
      proposal: 'object',
      notices: 'list',
      statements: 'list',
      answered: 'list',
      waivers: 'list',
      review: 'object',
      minutes: 'list',
      decided: 'object',
      deliveries: 'list',
      publication: 'object',
      duties: 'list',
      history: 'list',
      refusals: 'list',
      choices: 'object',
    })
    assert.deepEqual([body.stream, body.phase, body.phaseZh], [`case:${published}`, 'delivered', '已送达'])
    for (const one of list(body.handlers)) has(one, { ...person, certificateNo: 'string|null' })
    for (const piece of list(body.evidence)) {
      has(piece, {
        no: 'number',
        type: 'string',
        typeZh: 'string',
        title: 'string',
        text: 'string',
        collectedOn: 'string',
        by: 'object',
        confirmedBy: 'object|null',
      })
      has(piece.by, person)
    }
    for (const record of list(body.records)) has(record, { name: 'string', zh: 'string', by: 'object', confirmedBy: 'object|null' })
    const { proposal, review, publication } = body as Readonly<Record<string, Json>>
    has(proposal, {
      round: 'number',
      substance: 'object',
      outcomeZh: 'string',
      violated: 'list',
      basis: 'list',
      bundle: 'string',
      review: 'object',
    })
    has(proposal.review, { required: 'list', passed: 'boolean' })
    for (const ground of list((proposal.review as Json).required)) has(ground, { id: 'string', zh: 'string', clause: 'object' })
    has(review, { open: 'object|null', rounds: 'list' })
    for (const round of list(review.rounds)) {
      has(round, { opinion: 'string', opinionZh: 'string', findings: 'list', text: 'string', by: 'object', on: 'string' })
      for (const finding of list(round.findings)) has(finding, { check: 'string', zh: 'string', sound: 'boolean' })
    }
    has(publication, { stream: 'string', id: 'string', state: 'string', due: 'string', releasedOn: 'string', nth: 'number' })
    const history = list(body.history)
    assert.deepEqual(
      history.map(({ version }) => version),
      history.map((_, n) => n + 1),
    )
    for (const event of history) {
      has(event, { version: 'number', at: 'string', kind: 'string', zh: 'string', by: 'object|null', post: 'string|null' })
      assert.doesNotMatch(String(event.zh), /\./)
    }
    for (const name of [
      'officer',
      'filing.conditions',
      'conclude.heads',
      'notice.items',
      'delivery.modes',
      'review.materials',
      'review.checks',
      'record',
      'evidence',
      'clause',
    ])
      for (const choice of list((body.choices as Json)[name])) has(choice, { id: 'string', zh: 'string' }, name)
  })

  test('不予办理的记录在案卷里', async () => {
    const { body } = await head.get(`/api/cases/${idOf(noticed as never)}`)
    const [refusal] = list(body.refusals)
    has(refusal, { at: 'string', act: 'string', zh: 'string', code: 'string', by: 'object' })
    has(refusal.by, person)
  })
})

describe('公示与监督', () => {
  test('公示事项：列表和一件', async () => {
    const { body } = await publisher.get('/api/publications')
    const [item] = list(body.items)
    has(item, {
      id: 'string',
      stream: 'string',
      title: 'string',
      documentNo: 'string',
      state: 'string',
      stateZh: 'string',
      due: 'string',
      releasedOn: 'string|null',
      nth: 'number|null',
    })
    const one = (await publisher.get(`/api/publications/${item.id}`)).body
    has(one, {
      stream: 'string',
      version: 'number',
      state: 'string',
      stateZh: 'string',
      term: 'object',
      caseId: 'string',
      documentNo: 'string',
      draft: 'object',
      preparedBy: 'object',
      approvals: 'list',
      chain: 'list',
      released: 'object',
      choices: 'object',
    })
    assert.deepEqual([one.state, one.stateZh], ['released', '已公示'])
    for (const approval of list(one.approvals)) {
      has(approval, { post: 'string', postZh: 'string', by: 'object', on: 'string' })
      has(approval.by, person)
    }
    for (const link of list(one.chain)) has(link, { post: 'string', zh: 'string', done: 'boolean' })
  })

  test('不予办理记录：谁、办什么、为什么', async () => {
    const { body } = await head.get('/api/supervision')
    has(body, { items: 'list', total: 'number', page: 'number', pages: 'number' })
    const [item] = list(body.items)
    has(item, {
      at: 'string',
      officer: 'object',
      act: 'string',
      actZh: 'string',
      stream: 'string',
      matterZh: 'string|null',
      code: 'string',
      zh: 'string',
      clauses: 'list',
    })
    has(item.officer, person)
    for (const clause of list(item.clauses)) has(clause, citation)
    assert.equal((await head.get('/api/supervision?page=9')).body.page, 9)
  })

  test('查询词再怪，也不是我们的故障', async () => {
    const odd = [
      '%00',
      'a%00b',
      '%ff',
      '%ed%a0%80',
      "'%20or%201=1--",
      '%25',
      '_',
      '\\',
      '%5c%27',
      'x'.repeat(3000),
      '%F0%9F%98%80',
      '{}',
      '1e999',
      '-1',
      '0',
      'NaN',
      '99999999999999999999',
    ]
    for (const path of ['/api/cases?q=', '/api/cases?phase=', '/api/cases?page=', '/api/supervision?page=', '/api/cases?q=a&q='])
      for (const value of odd) {
        const { status, text } = await handler.get(`${path}${value}`)
        assert.equal(status, 200, `${path}${value}: ${text}`)
      }
  })
})
