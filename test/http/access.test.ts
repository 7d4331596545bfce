import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isResource } from '#acts/reads'
import { findAct, table } from '#acts/table'
import type { Post } from '#agency/post'
import { findRoot, newId } from '#server/config'
import { type Account, type Matrix, type Member, matrixOf, type Planted } from '#server/matrix'
import { inputSchema } from '#server/routes/acts'
import { filled } from './filled'
import { type House, isProblem, openHouse, type Person, type Said } from './house'

/** 权限矩阵: every act and every read, asked by every post of every agency, against the rule as it is told here in its own words. */

const long = process.env.LONG === '1'
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 10_000))
const random = (() => {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    return state / 2 ** 32
  }
})()
const some = <T>(list: readonly T[], n: number): readonly T[] =>
  list
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .slice(0, n)
    .map(([, each]) => each)
const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

type Observer = Readonly<{ member: Member; account: Account; person: Person | undefined }>
/** What is looked at; without `matter` there is no such thing anywhere. */
type Target = Readonly<{ id: string; member?: Member; matter?: Planted }>

let house: House
let matrix: Matrix
const observers: Observer[] = []
let everything: readonly Target[]
const tally = new Map<string, number>()
const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
const notFound = new Set<string>()
/** A paper that a matter of a state has, by its key. */
const papers = new Map<string, string>()
/** A change of a list, and whose it is. */
const planted = new Map<string, string>()

before(async () => {
  matrix = await matrixOf(findRoot(), seed, long ? undefined : { places: ['c1', 'x11', 'x12'], fields: ['health'] })
  house = await openHouse('2026-03-02T01:00:00.000Z', undefined, matrix.stories)
  everything = matrix.members.flatMap((member) => member.streams.map((matter) => ({ id: matter.stream.slice(5), member, matter })))
  const [county] = matrix.members.filter(({ agency }) => agency.includes('-x11-wjw'))
  const signing = matrix.members.flatMap((member) =>
    (long || member === county ? member.accounts : some(member.accounts, 2)).map((account) => ({ member, account })),
  )
  for (const { member, account } of signing) {
    const { agency } = member
    const { officer, password } = account
    if (account.state === 'disabled')
      isProblem(await house.ask({ method: 'POST', url: '/api/session', payload: { agency, officer, password } }), 401, 'wrong-credentials')
    const person = account.state === 'disabled' ? undefined : await house.as(`${agency}/${officer}`, password)
    observers.push({ member, account, person })
  }
  const head = observers.find(({ member, account }) => member === county && account.officer === 'head')?.person
  for (const { state, stream } of county?.streams ?? []) {
    const listed = await head?.get(`/api/streams/${stream}/papers`)
    const [first] = (listed?.body.items ?? []) as readonly Readonly<{ key: string }>[]
    if (first) papers.set(state, first.key)
  }
  assert.ok(papers.size > 1)
  // a change of a list in each agency: nobody of another is told of it
  for (const { agency } of matrix.members) {
    const input = {
      list: 'channels',
      entries: [{ way: '电话', at: '12345' }],
      strike: [],
      from: '2026-03-02',
      changed: '2026-03-02',
      why: '公布',
    }
    const outcome = await house.http.door.send('list.prepare', { id: newId(), input }, { kind: 'officer', agency, officer: 'publisher' })
    assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
    if (outcome.is === 'granted') planted.set(outcome.answer.stream.slice('change:'.length), agency)
  }
  // what the law refuses is in the record of supervision: by a head, by a handler, by one who is recused
  for (const { agency, streams } of matrix.members) {
    const noticed = streams.find(({ state }) => state === 'noticed') as Planted
    const recused = streams.find(({ state }) => state === 'recused') as Planted
    for (const [officer, act, { stream }] of [
      ['head', 'case.close', noticed],
      [`${noticed.unit}1`, 'proposal.conclude', noticed],
      [`${recused.unit}1`, 'case.recuseSelf', recused],
    ] as const) {
      const input = filled(inputSchema(findAct(act) as never))
      const outcome = await house.http.door.send(
        act,
        { id: newId(), stream: stream as never, version: await versionOf(agency, stream), input },
        { kind: 'officer', agency, officer },
      )
      assert.equal(outcome.is, 'refused', `${act} ${JSON.stringify(outcome)}`)
    }
  }
})
after(() => house.close())

async function versionOf(agency: string, stream: string): Promise<number> {
  const { rows } = await house.db.root.query<{ version: number }>(
    "select version from stream_head where agency = $1 and kind || ':' || id = $2",
    [agency, stream],
  )
  return rows[0]?.version ?? 0
}

// The rule, told anew: nothing here asks the tables of the product.

const over: readonly Post[] = ['reviewer', 'head', 'leaderInCharge', 'principalLeader', 'supervisor']
const holds = ({ account }: Observer, ...posts: readonly Post[]): boolean =>
  account.state === 'open' && account.posts.some((post) => posts.includes(post))

/** Who may know of a matter: leaders, reviewers and supervisors of the agency; its unit; who handles it; who publishes it once it is decided. */
function mayKnow(who: Observer, { member, matter }: Target): boolean {
  if (!matter || member !== who.member || who.account.state !== 'open') return false
  if (matter.handlers.includes(who.account.officer) || holds(who, ...over)) return true
  if (holds(who, 'publisher', 'releaser') && matter.state === 'published') return true
  return holds(who, 'handler', 'unitHead') && (matter.handlers.length === 0 || matter.unit === who.account.unit)
}
/** Who is recused from it reads nothing of it any more. */
const mayRead = (who: Observer, target: Target): boolean => mayKnow(who, target) && !target.matter?.recused.includes(who.account.officer)
const mayReadPublication = (who: Observer, target: Target): boolean => mayRead(who, target) && target.matter?.state === 'published'

/** What supervisors, reviewers and leaders read of how the law is kept, and nobody else. */
const overseeing = (who: Observer): number => (who.person === undefined ? 401 : holds(who, ...over) ? 200 : 403)

const status = (who: Observer, allowed: boolean): number =>
  who.person === undefined ? 401 : who.account.state === 'expired' ? 403 : allowed ? 200 : 404

/** Headers that tell a difference; the day and the hour are of the asking. */
const plain = ({ headers, text }: Said): string =>
  JSON.stringify([
    text,
    Object.entries(headers)
      .filter(([name]) => name !== 'date' && name !== 'connection')
      .sort(),
  ])

/** An answer is what it must be, and names nothing that he may not know of. */
function holdsTo(who: Observer, asked: string, answer: Said, expected: number): void {
  count(expected < 400 ? 'allowed' : String(expected))
  const said = `${who.member.agency}/${who.account.officer} ${asked}（seed ${seed}）`
  assert.equal(answer.status, expected, `${said}: ${answer.text.slice(0, 300)}`)
  if (answer.status === 404) notFound.add(plain(answer))
  for (const target of everything)
    if (!mayRead(who, target) && !asked.includes(target.id)) assert.ok(!answer.text.includes(target.id), `${said} tells of ${target.id}`)
}

/** A paper of a matter, each as it is asked for: rendered now and then, asked for always. */
const paper = (kind: 'pdf' | 'docx') => async (who: Observer) => {
  for (const target of targetsFor(who)) {
    const key = papers.get(target.matter?.state ?? '') ?? 'none-1'
    const isThere = mayRead(who, target) && key !== 'none-1' && random() < (long ? 0.2 : 0.03)
    const url = `/api/streams/case:${target.id}/papers/${isThere || !mayRead(who, target) ? key : 'none-1'}.${kind}`
    holdsTo(who, url, await get(who, url), status(who, isThere))
  }
}

/** Who is not signed in. */
const nobody = (): Observer => {
  const [{ member, account }] = observers as [Observer]
  return { member, account: { ...account, state: 'disabled' }, person: undefined }
}

const get = (who: Observer, url: string): Promise<Said> => who.person?.get(url) ?? house.ask({ method: 'GET', url })
type Rows = readonly Readonly<Record<string, unknown>>[]
const idsIn = (rows: unknown): readonly string[] => (rows as Rows).map(({ id }) => String(id)).sort()
const readable = (who: Observer, is = mayRead): readonly string[] => everything.flatMap((each) => (is(who, each) ? [each.id] : [])).sort()

/** Matters of his own agency, of every other, and one that is nowhere; all of them in the long run. */
const targetsFor = (who: Observer, all = long): readonly Target[] => [
  ...some(
    everything.filter(({ member }) => member === who.member),
    all ? Number.POSITIVE_INFINITY : 3,
  ),
  ...matrix.members.flatMap((member) => {
    const foreign = member === who.member ? [] : everything.filter((each) => each.member === member)
    return all ? foreign : foreign.length > 0 ? [one(foreign)] : []
  }),
  { id: newId() },
]

/** Material of a matter that has none: nobody is told more than that. */
const file = (end: string) => async (who: Observer) => {
  for (const target of targetsFor(who)) {
    const url = `/api/cases/${target.id}/files/${newId()}${end}`
    holdsTo(who, url, await get(who, url), status(who, false))
  }
}

/** Every read of the published interface, and what must come of it; a read that is not stated here fails the test. */
const stated: Readonly<Record<string, (who: Observer) => Promise<void>>> = {
  '/api/acts': async (who) => holdsTo(who, '/api/acts', await get(who, '/api/acts'), 200),
  '/api/chart': async (who) => holdsTo(who, '/api/chart', await get(who, '/api/chart'), who.person ? 200 : 401),
  '/api/agencies': async (who) => holdsTo(who, '/api/agencies', await get(who, '/api/agencies'), 200),
  '/api/setup': async (who) => holdsTo(who, '/api/setup', await get(who, '/api/setup'), 404),
  '/api/foundings/offered': async (who) => {
    const link = { by: who.member.agency, id: 'elsewhere', token: 'A'.repeat(43) }
    const asked = { method: 'POST', url: '/api/foundings/offered', payload: link } as const
    holdsTo(who, asked.url, await (who.person ?? house).ask(asked), 409)
  },
  '/api/me': async (who) => {
    const answer = await get(who, '/api/me')
    holdsTo(who, '/api/me', answer, who.person ? 200 : 401)
    if (who.person) assert.equal((answer.body.officer as { id: string }).id, who.account.officer)
  },
  '/api/account': async (who) => {
    const answer = await get(who, '/api/account')
    holdsTo(who, '/api/account', answer, who.person ? 200 : 401)
    if (who.person) assert.equal((answer.body.sessions as Rows).length, 1)
  },
  '/api/account/factor': async (who) => {
    const asked = { method: 'POST', url: '/api/account/factor', payload: { password: `${who.account.password}-not` } } as const
    holdsTo(who, asked.url, await (who.person ?? house).ask(asked), who.person ? 400 : 401)
  },
  '/api/uploads/{id}': async (who) => {
    const url = `/api/uploads/${newId()}`
    holdsTo(who, url, await get(who, url), who.person ? 200 : 401)
  },
  '/api/cases/{id}/files/{file}': file(''),
  '/api/cases/{id}/files/{file}/copy': file('/copy'),
  '/api/streams/{stream}/papers': async (who) => {
    for (const target of targetsFor(who)) {
      const url = `/api/streams/case:${target.id}/papers`
      holdsTo(who, url, await get(who, url), status(who, mayRead(who, target)))
    }
  },
  '/api/streams/{stream}/papers/{paper}.pdf': paper('pdf'),
  '/api/streams/{stream}/papers/{paper}.docx': paper('docx'),
  '/api/agency': async (who) => {
    const answer = await get(who, '/api/agency')
    holdsTo(who, '/api/agency', answer, status(who, true))
    for (const { agency, name } of matrix.members)
      assert.equal(answer.text.includes(name), answer.status === 200 && agency === who.member.agency)
  },
  '/api/queue': async (who) => {
    const answer = await get(who, '/api/queue?whose=all')
    holdsTo(who, '/api/queue', answer, status(who, true))
    const about = ((answer.body.items ?? []) as readonly Readonly<{ matter: { id: string } }>[]).map(({ matter }) => matter.id)
    const { rows } = await house.db.root.query<{ id: string; kind: string }>(
      'select matter_id as id, kind from duty where agency = $1 and done_on is null',
      [who.member.agency],
    )
    const known = readable(who)
    const his = rows.filter(({ id, kind }) => (kind === 'change' ? answer.status === 200 : known.includes(id)))
    assert.deepEqual([...about].sort(), who.person ? idsIn(his) : [])
  },
  '/api/queue/counts': async (who) => {
    const answer = await get(who, '/api/queue/counts')
    holdsTo(who, '/api/queue/counts', answer, status(who, true))
    if (answer.status !== 200) return
    const list = async (whose: string) => ((await get(who, `/api/queue?whose=${whose}`)).body.items as readonly { mine: boolean }[]) ?? []
    const [mine, all] = [await list('mine'), await list('all')]
    assert.deepEqual([answer.body.mine, answer.body.all], [mine.length, all.length])
    assert.ok(mine.every((item) => item.mine))
    assert.equal(all.filter((item) => item.mine).length, mine.length)
  },
  '/api/cases/counts': async (who) => {
    const answer = await get(who, '/api/cases/counts')
    holdsTo(who, '/api/cases/counts', answer, status(who, true))
    if (answer.status !== 200) return
    const { phases } = answer.body as Readonly<{ phases: readonly { count: number }[] }>
    assert.equal(
      phases.reduce((sum, { count }) => sum + count, 0),
      readable(who).length,
    )
  },
  '/api/cases': async (who) => {
    const answer = await get(who, '/api/cases')
    holdsTo(who, '/api/cases', answer, status(who, true))
    if (answer.status !== 200) return
    const known = readable(who)
    assert.deepEqual(idsIn(answer.body.items as Rows), known, who.account.officer)
    const { rows } = await house.db.root.query<{ id: string; word: string }>(
      'select id, coalesce(case_no, title) as word from enforcement_case',
    )
    for (const { word } of some(rows, long ? 10 : 2)) {
      const found = await get(who, `/api/cases?q=${encodeURIComponent(word)}`)
      holdsTo(who, '/api/cases?q=', found, 200)
      const expected = known.filter((id) => rows.some((row) => row.id === id && row.word.includes(word)))
      assert.ok(expected.every((id) => idsIn(found.body.items).includes(id)))
      assert.ok(idsIn(found.body.items).every((id) => known.includes(id)))
      assert.equal(found.body.total, idsIn(found.body.items).length)
    }
  },
  '/api/cases/{id}': async (who) => {
    for (const target of targetsFor(who)) {
      const url = `/api/cases/${target.id}`
      holdsTo(who, url, await get(who, url), status(who, mayRead(who, target)))
    }
  },
  '/api/cases/{id}/review': async (who) => {
    for (const target of targetsFor(who)) {
      const url = `/api/cases/${target.id}/review`
      holdsTo(who, url, await get(who, url), status(who, mayRead(who, target)))
    }
  },
  '/api/publications': async (who) => {
    const answer = await get(who, '/api/publications')
    holdsTo(who, '/api/publications', answer, status(who, true))
    assert.deepEqual(idsIn(answer.body.items ?? []), readable(who, mayReadPublication))
  },
  '/api/publications/{id}': async (who) => {
    for (const target of targetsFor(who)) {
      const url = `/api/publications/${target.id}`
      holdsTo(who, url, await get(who, url), status(who, mayReadPublication(who, target)))
    }
  },
  '/api/overdue': async (who) => {
    const answer = await get(who, '/api/overdue')
    holdsTo(who, '/api/overdue', answer, status(who, true))
    if (answer.status !== 200) return
    const { rows } = await house.db.root.query<{ id: string }>(
      `select matter_id as id from duty where agency = $1 and done_on is null and due < $2 and (post is not null or officer is not null)`,
      [who.member.agency, house.clock.today()],
    )
    assert.ok(rows.length > 0, `${who.member.agency} has nothing overdue to look for`)
    const known = (id: string) => {
      const target = everything.find((each) => each.id === id)
      if (!target || !mayRead(who, target)) return false
      const isHis = target.matter?.handlers.includes(who.account.officer)
      const ofUnit = holds(who, 'unitHead') && (target.matter?.handlers.length === 0 || target.matter?.unit === who.account.unit)
      return holds(who, ...over) || isHis || ofUnit
    }
    const his = rows.filter(({ id }) => known(id))
    assert.equal(answer.body.total, his.length, who.account.officer)
    const about = (answer.body.items as readonly Readonly<{ matter: { id: string } }>[]).map(({ matter }) => matter.id)
    assert.deepEqual(about.toSorted(), his.map(({ id }) => id).toSorted())
    const units = answer.body.units as readonly Readonly<{ id: string }>[]
    for (const { id } of units)
      assert.ok(Number((await get(who, `/api/overdue?unit=${id}`)).body.total) > 0, `${who.account.officer} ${id}`)
    if (his.length > 0) assert.ok(units.length > 0)
  },
  '/api/supervision': async (who) => {
    const answer = await get(who, '/api/supervision')
    holdsTo(who, '/api/supervision', answer, status(who, true))
    if (answer.status !== 200) return
    const { rows } = await house.db.root.query<{ officer: string; stream: string }>(
      'select officer, stream from supervision_entry where agency = $1',
      [who.member.agency],
    )
    const unitOf = (officer: string) => who.member.accounts.find((each) => each.officer === officer)?.unit
    const his = rows.filter(({ officer, stream }) => {
      if (everything.some(({ matter }) => matter?.stream === stream && matter.recused.includes(who.account.officer))) return false
      return holds(who, ...over) || officer === who.account.officer || (holds(who, 'unitHead') && unitOf(officer) === who.account.unit)
    })
    assert.deepEqual((answer.body.items as Rows).map(({ stream }) => stream).sort(), his.map(({ stream }) => stream).sort())
    assert.equal(answer.body.total, his.length)
  },
  '/api/clauses': async (who) => {
    const answer = await get(who, '/api/clauses?text=all')
    holdsTo(who, '/api/clauses', answer, overseeing(who))
    if (answer.status === 200) assert.equal(answer.body.total, 1049)
  },
  '/api/clauses/{id}': async (who) => {
    const answer = await get(who, '/api/clauses/SP-3-0-1')
    holdsTo(who, '/api/clauses/SP-3-0-1', answer, overseeing(who))
    holdsTo(who, '/api/clauses/SP-9', await get(who, '/api/clauses/SP-9'), overseeing(who) === 200 ? 404 : overseeing(who))
    if (answer.status !== 200) return
    const shown = answer.body.shown as readonly Readonly<{ stream: string }>[]
    const known = new Set(readable(who).flatMap((id) => [`case:${id}`, `publication:${id}`]))
    for (const { stream } of shown) if (/^(case|publication):/.test(stream)) assert.ok(known.has(stream), stream)
  },
  '/api/laws': async (who) => holdsTo(who, '/api/laws', await get(who, '/api/laws'), overseeing(who)),
  '/api/laws/{no}': async (who) => {
    const answer = await get(who, '/api/laws/1')
    holdsTo(who, '/api/laws/1', answer, overseeing(who) === 200 ? 404 : overseeing(who))
  },
  '/api/rules': async (who) => holdsTo(who, '/api/rules', await get(who, '/api/rules'), status(who, true)),
  '/api/lists': async (who) => holdsTo(who, '/api/lists', await get(who, '/api/lists'), status(who, true)),
  '/api/lists/{list}': async (who) => {
    holdsTo(who, '/api/lists/items', await get(who, '/api/lists/items'), status(who, true))
    holdsTo(who, '/api/lists/nothing', await get(who, '/api/lists/nothing'), status(who, false))
  },
  '/api/lists/{list}/entry': async (who) =>
    holdsTo(who, '/api/lists/items/entry', await get(who, '/api/lists/items/entry?key=none'), status(who, false)),
  '/api/lists/{list}/table.csv': async (who) =>
    holdsTo(who, '/api/lists/items/table.csv', await get(who, '/api/lists/items/table.csv'), status(who, true)),
  '/api/lists/{list}/table.xlsx': async (who) =>
    holdsTo(who, '/api/lists/items/table.xlsx', await get(who, '/api/lists/items/table.xlsx'), status(who, true)),
  '/api/lists/{list}/reading': async (who) => {
    const asked = {
      ...{ method: 'POST', url: '/api/lists/objects/reading', payload: Buffer.from('名称\n甲') },
      headers: { 'content-type': 'application/octet-stream' },
    } as const
    const drafts = holds(who, 'publisher', 'unitHead', 'reviewer')
    holdsTo(who, asked.url, await (who.person ?? house).ask(asked), who.person ? (drafts ? 200 : 403) : 401)
  },
  '/api/changes/{id}': async (who) => {
    for (const id of [...planted.keys(), newId()]) {
      const url = `/api/changes/${id}`
      holdsTo(who, url, await get(who, url), status(who, planted.get(id) === who.member.agency))
    }
  },
  '/api/streams/{stream}/acts': async (who) => {
    const ask = async (stream: string, allowed: boolean) => {
      const url = `/api/streams/${stream}/acts`
      holdsTo(who, url, await get(who, url), status(who, allowed))
    }
    for (const target of targetsFor(who)) {
      await ask(`case:${target.id}`, mayRead(who, target))
      await ask(`publication:${target.id}`, mayReadPublication(who, target))
    }
    for (const { agency } of matrix.members)
      for (const kind of ['agency', 'register']) await ask(`${kind}:${agency}`, agency === who.member.agency)
    const { rows } = await house.db.root.query<{ stream: string }>(
      "select kind || ':' || id as stream from stream_head where kind in ('session', 'supervision', 'installation') order by random() limit 3",
    )
    for (const { stream } of rows) await ask(stream, false)
    await ask('session:none', false)
  },
}

type Operation = Readonly<Record<string, unknown>>
const operations = async () => {
  const { body } = await house.ask({ method: 'GET', url: '/api/openapi.json' })
  return Object.entries(body.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, act: operation['x-act'], resource: operation['x-read'] })),
  )
}

describe('权限矩阵', () => {
  test('每一个接口都写明行为或者查阅事项；每一项查阅，这里都写明谁能看', async () => {
    const all = await operations()
    for (const { method, path, act, resource } of all)
      assert.ok(act === undefined ? isResource(resource) : findAct(String(act)), `${method} ${path}`)
    assert.deepEqual(
      all.flatMap(({ path, resource }) => (resource ? [path] : [])).sort(),
      Object.keys(stated).sort(),
      '新的查阅接口，须在本测试中写明谁能看',
    )
    assert.deepEqual(
      all.flatMap(({ path, act }) => (path.startsWith('/api/acts/') ? [String(act)] : [])).sort(),
      table.map(({ id }) => id).sort(),
    )
  })

  test('查阅：该看的看得到，不该看的看不到，也看不出有没有', async (t) => {
    for (const who of observers) for (const look of Object.values(stated)) await look(who)
    for (const look of Object.values(stated)) await look(nobody())
    t.diagnostic(
      `seed ${seed}，${observers.length} 人，${matrix.members.length} 个机关，${everything.length} 件：${JSON.stringify(Object.fromEntries(tally))}`,
    )
  })

  test('办理：岗位不符 403，不知悉的 404，知悉的才看版本；什么也不改变', async (t) => {
    tally.clear()
    const states = async () =>
      (await house.db.root.query("select agency, kind, id, version from stream_head where kind <> 'session' order by 1, 2, 3")).rows
    const before = await states()
    const senders: readonly Observer[] = [...observers, nobody()]
    const asked = table.flatMap((act) => senders.flatMap((who) => targetsFor(who, false).map((target) => ({ act, who, target }))))
    const inputs = new Map(table.map((act) => [act, filled(inputSchema(act) as never)]))
    for (const [act, input] of inputs) assert.ok(act.input.safeParse(input).success, `${act.id} needs another input to be asked with`)
    for (const { act, who, target } of some(asked, long ? 60_000 : 400)) {
      const sole = act.stream === 'agency' || act.stream === 'register'
      const other = target.member?.agency ?? 'nowhere-wjw'
      const named = sole ? other : act.stream === 'case' || act.stream === 'publication' ? target.id : 'none'
      const stream = act.founds && !sole ? undefined : `${act.stream}:${named}`
      const his = Array.isArray(act.by) && act.by.some((post) => holds(who, post) || (post === 'head' && holds(who, 'principalLeader')))
      const isPublished = act.stream === 'publication' && target.matter?.state === 'published'
      const there = sole || act.founds || (mayKnow(who, target) && (act.stream === 'case' || isPublished))
      const payload = { id: newId(), ...(stream ? { stream } : {}), version: 999_999, input: inputs.get(act) }
      const url = `/api/acts/${act.id}`
      const answer = who.person ? await who.person.ask({ method: 'POST', url, payload }) : await house.ask({ method: 'POST', url, payload })
      // an act that belongs to the agency itself is not there under another's name, whoever asks
      const expected = !who.person ? 401 : sole && other !== who.member.agency ? 404 : !his ? 403 : there ? 409 : 404
      holdsTo(who, `${url} ${stream ?? ''}`, answer, expected)
      if (expected === 409) assert.equal(answer.body.code, 'stale')
    }
    assert.deepEqual(await states(), before)
    t.diagnostic(`seed ${seed}：${JSON.stringify(Object.fromEntries(tally))}`)
  })

  test('所有的 404 一模一样：正文相同，响应头相同', () => {
    assert.equal(notFound.size, 1, [...notFound].join('\n'))
  })

  test('别的机关的、不知悉的、根本没有的，答复快慢相当', async (t) => {
    const head = observers.find(({ member, account }) => member.agency.includes('-x11-wjw') && account.officer === 'head') as Observer
    const foreign = everything.find(({ member }) => member !== head.member) as Target
    const times: Readonly<Record<'foreign' | 'none', number[]>> = { foreign: [], none: [] }
    for (let n = 0; n < (long ? 400 : 60); n++)
      for (const [what, id] of [
        ['foreign', foreign.id],
        ['none', newId()],
      ] as const) {
        const since = performance.now()
        assert.equal((await get(head, `/api/cases/${id}`)).status, 404)
        times[what].push(performance.now() - since)
      }
    const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
    const ratio = median(times.foreign) / median(times.none)
    t.diagnostic(`中位数之比 ${ratio.toFixed(2)}（${median(times.none).toFixed(2)} 毫秒）`)
    assert.ok(ratio > 0.5 && ratio < 2, `${ratio}`)
  })

  test('别的机关用过的编号，与没有用过的一样；本机关他人用过的，只说换一个', async () => {
    const of = (place: string, officer: string) =>
      observers.find(({ member, account }) => member.agency.includes(`-${place}-wjw`) && account.officer === officer)?.person
    const [ours, mate] = [of('x11', 'yike1'), of('x11', 'erke1')]
    const sibling = matrix.members.find(({ agency }) => agency.includes('-x12-wjw')) as Member
    const theirs = await house.as(`${sibling.agency}/yike1`, sibling.accounts[0]?.password)
    assert.ok(ours && mate)
    const input = {
      ...{ source: 'inspection', text: '现场检查发现', cause: '未将医疗废物按照类别分置于专用容器', violationOn: '2026-02-25' },
      party: { type: 'organisation', name: '某卫生站' },
    }
    const id = newId()
    const first = await ours.act('case.report', { id, input })
    assert.equal(first.status, 200, first.text)
    const other = await theirs.act('case.report', { id, input })
    assert.equal(other.status, 200, other.text)
    assert.notEqual(other.body.receipt, first.body.receipt)
    const taken = await mate.act('case.report', { id, input })
    isProblem(taken, 400, 'malformed')
    for (const word of [first.body.receipt, first.body.stream]) assert.ok(!taken.text.includes(String(word)))
    assert.deepEqual((await ours.act('case.report', { id, input })).body, first.body)
  })
})
