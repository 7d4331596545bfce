import assert from 'node:assert/strict'
import { loadavg } from 'node:os'
import { findRoot } from '#server/config'
import { demoStories } from '#server/demo'
import { agency, inHouse, quantile } from './house'

const CASES = Number(process.env.CASES ?? 100_000)
const EVENTS = 500
const TIMES = 60

/** Matters as they are shown, each like one of the demo's, of many parties; every tenth has a duty that is open. */
const planting = `
  with own as (select *, row_number() over (order by id) - 1 as nth, count(*) over () as many from enforcement_case where agency = $1),
  made as (
    select own.agency, '01800000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as id, n, day,
      s[1 + n * 7 % 40] || s[1 + n / 40 % 40] || s[1 + n / 1600 % 40] || (array['诊所', '门诊部', '医院', '药店', '卫生站'])[1 + n % 5] as party,
      cause, party_type, phase, phase_zh, string_to_array((array['w01 w02', 'w02 w03', 'w01 w03', ''])[1 + n % 4], ' ') as handlers
    from (select n, date '2020-01-01' + (n::bigint * 2400 / $2)::int as day, string_to_array('德元康安福寿仁济惠民和平明川东岸西城北坡南湖春秋晨曦柏溪松江远山清河金桥银杏石井长流', null) as s
      from generate_series(1, $2::int) n) each join own on own.nth = each.n % own.many
  ), cases as (
    insert into enforcement_case (agency, id, title, cause, party_name, party_type, phase, phase_zh, case_no, handlers, reported_on, version, people, recused)
    select agency, id, party || cause || '案', cause, party, party_type, phase, phase_zh, '远卫执立〔' || extract(year from day) || '〕' || n || '号',
      handlers, day, 1, handlers, '{}' from made
  )
  insert into duty (agency, kind, stream, key, zh, matter_id, matter_zh, act, post, started_on, due, provisional, clauses, version)
  select agency, 'case', id, 'decide', '作出决定', id, party || cause || '案', 'decision.decide', 'handler', day, day + 90, false, '{}', 1 from made where n % 10 = 0`

/** Lists, queue and case page of the desk among many matters, through HTTP and row security, for who sees all and for who sees his own. */
export const bench = (): Promise<void> =>
  inHouse(['api'], demoStories(findRoot()), async ({ http, owner, clock, send, cookieOf }) => {
    const violationOn = clock.today()
    const party = { type: 'organisation', name: '某卫生站' }
    const { stream } = await send('case.report', 'w01', {
      input: { source: 'inspection', text: '现场检查发现', cause: '未将医疗废物分置', violationOn, party },
    })
    const conditions = ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'].map((id) => ({ id, text: '见现场笔录' }))
    const { version } = await send('case.applyToFile', 'w01', { stream, input: { handlers: ['w01', 'w02'], conditions } })
    let last = await send('case.file', 'w05', { stream, version, input: { opinion: '同意' } })
    const evidence = { type: 'siteRecord', title: '现场笔录', text: '记载桶内所见', collectedOn: violationOn }
    while (last.version < EVENTS) last = await send('case.addEvidence', 'w01', { stream, input: evidence })

    await owner.query(planting, [agency, CASES])
    await owner.query('vacuum analyze enforcement_case, duty')

    console.log(`${CASES} matters, ${CASES / 10} open duties; load ${loadavg()[0]?.toFixed(1)}`)
    const id = stream.slice('case:'.length)
    const asked: readonly (readonly [zh: string, path: (n: number) => string])[] = [
      ['list', (n) => `/api/cases?page=${1 + (n % 5)}`],
      ['list, far pages', (n) => `/api/cases?page=${1 + n * 20}`],
      ['list of one phase', (n) => `/api/cases?phase=${['inquiry', 'clue', 'closed'][n % 3]}`],
      [
        'list, words looked for',
        (n) => `/api/cases?q=${encodeURIComponent(['德元', '卫生站', '77号', '没有这个词', '医疗废物', '〔2021〕'][n % 6] ?? '')}`,
      ],
      ['counts of the phases', () => '/api/cases/counts'],
      ['queue', (n) => `/api/queue?whose=${['mine', 'all'][n % 2]}&page=${1 + (n % 3)}`],
      ['counts of the queue', () => '/api/queue/counts'],
      [`case page at ${last.version} events`, () => `/api/cases/${id}`],
      ['its open acts', () => `/api/streams/case:${id}/acts`],
    ]
    for (const who of ['w05', 'w01']) {
      const cookie = await cookieOf(who)
      for (const [zh, path] of asked) {
        const took: number[] = []
        for (let n = 0; n < TIMES; n++) {
          const since = performance.now()
          const answer = await http.inject({ url: path(n), headers: { cookie } })
          took.push(performance.now() - since)
          assert.equal(answer.statusCode, 200, `${path(n)} ${answer.body.slice(0, 200)}`)
        }
        console.log(`${who} ${zh}: p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${quantile(took, 0.95).toFixed(1)} ms`)
      }
    }
  })
