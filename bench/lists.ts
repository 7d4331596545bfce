import assert from 'node:assert/strict'
import { loadavg } from 'node:os'
import { csvText } from '#register/csv'
import { gridOf } from '#register/intake'
import { kindOf } from '#register/kinds'
import { agency, inHouse, quantile } from './house'

const OBJECTS = Number(process.env.OBJECTS ?? 200_000)
const AT_ONCE = 10_000
const ROUNDS = 5

/** Of one to many characters, frequent and rare; some are nowhere. */
const searches = [
  '德',
  '鳏',
  '诊所',
  '康安',
  '康安福诊所',
  '卫生站',
  '医院',
  '远山',
  '77号',
  '1234',
  '第二医院',
  '没有这个词',
  '东岸 诊所',
  '柏溪 门诊部',
  'LIC0001',
  'x',
  '１２３',
  '寡孤',
  '松江 7号',
]

const signs = [...'德元康安福寿仁济惠民和平明川东岸西城北坡南湖春秋晨曦柏溪松江远山清河金桥银杏石井长流']
const entry = (n: number) => ({
  name: `${signs[(n * 7) % 40]}${signs[Math.floor(n / 40) % 40]}${signs[Math.floor(n / 1600) % 40]}${['诊所', '门诊部', '医院', '药店', '卫生站'][n % 5]}`,
  licence: `LIC${String(n).padStart(7, '0')}`,
  category: ['医疗机构', '公共场所', '学校', '供水单位'][n % 4] ?? '',
  city: '远山区',
  address: `${signs[n % 40]}${signs[(n * 3) % 40]}路${n % 400}号`,
})

const at = (values: readonly number[], share: number) => quantile(values, share).toFixed(1)

/** Objects brought in through the door until they are public; then read from a table; then lists and search of desk and portal, through HTTP, nothing kept. */
export const bench = (): Promise<void> =>
  inHouse(['api', 'portal'], [], async ({ http, owner, clock, send, cookieOf }) => {
    const today = clock.today()
    const rates: number[] = []
    for (let from = 0; from < OBJECTS; from += AT_ONCE) {
      const entries = Array.from({ length: AT_ONCE }, (_, n) => entry(from + n))
      const since = performance.now()
      let { stream, version } = await send('list.prepare', 'w07', {
        input: { list: 'objects', entries, strike: [], from: today, changed: today, why: '导入' },
      })
      version = (await send('list.approve', 'w05', { stream, version, input: {} })).version
      version = (await send('list.approve', 'w06', { stream, version, input: {} })).version
      await send('list.release', 'w08', { stream, version, input: {} })
      rates.push((AT_ONCE / (performance.now() - since)) * 1000)
    }
    console.log(
      `${OBJECTS} objects drafted, examined and released, ${AT_ONCE} at once: ${at(rates, 0.5)}/s (median; ${at(rates, 0)} to ${at(rates, 1)}); load ${loadavg()[0]?.toFixed(1)}`,
    )
    await owner.query('vacuum analyze list_entry, pub.list_entry')

    const cookie = await cookieOf('w07')
    const table = Buffer.from(
      csvText(
        gridOf(
          kindOf('objects'),
          Array.from({ length: 49_000 }, (_, n) => entry(OBJECTS + n)),
        ),
      ),
    )
    const since = performance.now()
    const read = await http.inject({
      ...{ method: 'POST', url: '/api/lists/objects/reading', payload: table },
      headers: { cookie, 'content-type': 'application/octet-stream' },
    })
    assert.equal(read.json<{ rows: number }>().rows, 49_000)
    console.log(`a table of 49,000 rows read and checked: ${((49_000 / (performance.now() - since)) * 1000).toFixed(0)} rows/s`)

    for (const [zh, path, headers] of [
      ['portal', `/lists/${agency}/objects`, {}],
      ['desk', '/api/lists/objects', { cookie }],
    ] as const) {
      const times: { q: string; ms: number }[] = []
      const ask = async (q: string, more: string) => {
        const began = performance.now()
        const answer = await http.inject({ url: `${path}?q=${encodeURIComponent(q)}${more}`, headers })
        assert.equal(answer.statusCode, 200, answer.body.slice(0, 200))
        return performance.now() - began
      }
      await ask('', '')
      for (let round = 0; round < ROUNDS; round++) for (const q of searches) times.push({ q, ms: await ask(q, `&page=${round + 1}`) })
      const took = times.map(({ ms }) => ms)
      const worst = times.reduce((a, b) => (a.ms > b.ms ? a : b))
      const far: number[] = []
      for (const page of [2, 10, 100, 1_000, 3_000]) far.push(await ask('', `&page=${page}`))
      console.log(
        `${zh} search: p50 ${at(took, 0.5)} ms, p95 ${at(took, 0.95)} ms, worst ${worst.ms.toFixed(1)} ms (${worst.q}); pages 2, 10, 100, 1,000, 3,000: ${far.map((ms) => ms.toFixed(0)).join(', ')} ms; load ${loadavg()[0]?.toFixed(1)}`,
      )
    }
  })
