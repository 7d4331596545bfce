import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type House, openHouse, ybj } from './house'
import { publishedMatter } from './matter'

const COUNT = process.env.LONG ? 50_000 : 2_000
/** On a machine that is busy with other work, what is slow is told by `SLOW_MS`. */
const SLOW_MS = Number(process.env.SLOW_MS ?? 2_000)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

let house: House
let id: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  id = await publishedMatter(house, ybj)
})
after(() => house.close())

const bits = [
  '德',
  '元',
  '德元诊所',
  '〔2026〕1号',
  '[',
  '罚款',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '\u0000',
  '\ud800',
  '\u202e',
  '\u200b',
  '&',
  '|',
  '!',
  ':*',
  '<->',
  '(',
  '$1',
  '{}',
  '<script>',
  '𠮷',
  'İ',
  'ﷺ',
  '\n',
  '\t',
  ' ',
  '　',
  '-',
  '9'.repeat(30),
  '1e309',
  'null',
  '../',
  '%00',
  '%ff',
  '%ed%a0%80',
]
const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...bits), { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...bits), fc.integer({ min: 100, max: 3_000 })).map(([bit, n]) => bit.repeat(n).slice(0, 10_000)),
  },
)
/** As a browser writes it, or as somebody wrote it by hand. */
const written = (value: string): string => {
  try {
    return encodeURIComponent(value)
  } catch {
    return '%ed%a0%80'
  }
}
const raw = text.map((value) => value.replace(/[^!-~]/g, '').slice(0, 2_000))
const word = fc.oneof(text.map(written), raw)
const named = () =>
  fc.oneof(
    fc.constant(`/decisions/${ybj}/${id}`),
    fc.tuple(word, word).map(([agency, id]) => `/decisions/${agency}/${id}`),
  )
const path = () =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('/decisions', '/decisions.json', '/decisions.csv') },
    fc.constantFrom('/', '/about', '/feed.xml', '/sitemap.xml', '/robots.txt', '/portal.css', '/verify-publication.mjs', '/sitemap-1.xml'),
    fc.tuple(named(), fc.constantFrom('', '/proof', '/proof.json', '/x')).map((parts) => parts.join('')),
    word.map((each) => `/${each}`),
  )
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom('q', 'agency', 'year', 'kind', 'late', 'page'), word), word), { maxLength: 4 })
const header = (name: string, ...usual: string[]) =>
  fc.option(fc.oneof(fc.constantFrom(...usual), raw), { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }))
/** What can be put to the server without a socket: the rest is refused before it is asked. */
const isSendable = ({ url }: { url: string }) => !/^\/[\\/]/.test(url) && URL.canParse(url, 'http://localhost')
const asked = () =>
  fc
    .record({
      method: fc.constantFrom('GET' as const, 'GET' as const, 'GET' as const, 'HEAD' as const),
      url: fc
        .tuple(fc.constantFrom('', '', '/plain'), path(), query)
        .map(([view, path, query]) => `${view}${path}${query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''}`),
      headers: fc
        .tuple(
          header('host', 'gs.example.cn'),
          header('accept-encoding', 'gzip', 'gzip;q=0', 'br, *'),
          header('if-none-match', '*', '"x"', 'W/"'),
          header('x-forwarded-proto', 'https'),
        )
        .map((headers) => Object.assign({}, ...headers) as Record<string, string>),
    })
    .filter(isSendable)

test(`公示网站，任意请求 ${COUNT} 次：没有故障，没有两秒以上，不成为标签，不漏内部的话（种子 ${seed}）`, async () => {
  let asks = 0
  await fc.assert(
    fc.asyncProperty(asked(), async (request) => {
      const since = performance.now()
      const answer = await house.http.inject(request)
      const took = performance.now() - since
      asks++
      assert.ok(answer.statusCode < 500, `${answer.statusCode}: ${answer.body.slice(0, 200)}`)
      assert.ok(took < SLOW_MS, `${took} ms`)
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
      if (/^text\/html/.test(String(answer.headers['content-type'])) && answer.headers['content-encoding'] === undefined) {
        assert.doesNotMatch(answer.body, /<script(?! type="module" src="\/verify-publication.mjs">)/)
        assert.doesNotMatch(answer.body, /syntax error|at [^ ]+ \(.*:\d+:\d+\)|pg-pool/)
      }
    }),
    { numRuns: COUNT, seed, endOnFailure: true, includeErrorInReport: true },
  )
  assert.ok(asks >= COUNT)
})
