import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#server/config'
import { sha256 } from '#server/digest'
import { but, ordinary, type Step, type Story, step, substance } from '../ordinary'
import { type House, openHouse, wjw } from './house'
import { granted, publishing, take } from './matter'

/** Marks that stand in every field that is nobody's to see 暗记: each is a word of its own, so that a page that shows one says which field leaked. */
const marks: string[] = []
const mark = (field: string): string => {
  const told = `${field}${'暗记'}${String(marks.length + 1).padStart(3, '0')}Q`
  marks.push(told)
  return told
}

const party = {
  ...{ type: 'natural', name: mark('欧阳'), idNo: '110105199003070011' },
  ...{ address: mark('英雄村三组'), phone: '13800138000' },
}
marks.push('110105199003070011', '13800138000')

const told: Story = {
  ...ordinary,
  report: but(ordinary, 'report', { text: mark('线索'), party, place: mark('地点') }),
  apply: but(ordinary, 'apply', {
    conditions: ['breach', 'reliable', 'punishable', 'jurisdiction', 'timebar'].map((id) => ({ id, text: mark('条件') })),
  }),
  file: but(ordinary, 'file', { opinion: mark('立案意见') }),
  evidence: but(ordinary, 'evidence', { title: mark('证据名称'), text: mark('证据内容'), place: mark('取证地点') }),
  conclude: but(ordinary, 'conclude', {
    heads: ['cause', 'course', 'facts', 'basis', 'discretion', 'opinion'].map((id) => ({ id, text: mark('终结报告') })),
  }),
  propose: but(ordinary, 'propose', {
    substance: {
      ...substance,
      party,
      facts: [{ text: mark('认定事实'), evidence: [1] }],
      correction: { kind: 'ordered', text: mark('责令改正') },
    },
  }),
  notify: but(ordinary, 'notify', { to: mark('收件人'), facts: { receiver: 'self' } }),
  decide: but(ordinary, 'decide', { opinion: mark('决定意见') }),
  deliver: but(ordinary, 'deliver', { to: mark('收件人'), proof: mark('送达回证'), facts: { receiver: 'self' } }),
}
const statement = [
  step('hearing.state', { points: [mark('申辩')], on: '2026-03-13' }, 'li', '2026-03-13'),
  step('case.confirm', { record: 'statement:1' }, 'wang', '2026-03-13'),
  step('hearing.answer', { statement: 1, answers: [{ accepted: false, why: mark('答复') }] }, 'li', '2026-03-13'),
]

/** What of an entry of a list is not public 不公开的栏目, what stands in a change that was never released, and what a digest does not name. */
const inner = ['联系人暗记901Q', '备注暗记902Q', '等级暗记903Q', '未发布暗记904Q', '0571-90590590', '事实摘要暗记905Q', '裁量说明暗记906Q']
const objects = (name: string, released: boolean): readonly Step[] => {
  const entry = { name, person: inner[0], note: inner[1], grade: inner[2], phone: inner[4] }
  const input = { list: 'objects', entries: [entry], strike: [], from: '2026-04-20', changed: '2026-04-20', why: '列入' }
  const steps = [
    ['list.approve', 'wu'],
    ['list.approve', 'zhou'],
    ['list.release', 'feng'],
  ] as const
  return [
    step('list.prepare', input, 'zheng', '2026-04-20'),
    ...(released ? steps.map(([act, by]) => step(act, {}, by, '2026-04-20')) : []),
  ]
}

let house: House
let id: string

async function attached(stream: string): Promise<void> {
  const li = await house.as(`${wjw}/w01`)
  const file = newId()
  const bytes = Buffer.from(`%PDF-1.7\n${mark('文件内容')}`)
  const digest = `sha-256=:${sha256(bytes).toString('base64')}:`
  const headers = { 'content-type': 'application/octet-stream', 'content-digest': digest }
  assert.equal((await li.ask({ method: 'PUT', url: `/api/uploads/${file}/chunks/0`, headers, payload: bytes })).status, 204)
  const said = { name: `${mark('文件名')}.pdf`, mediaType: 'application/pdf', size: bytes.length }
  assert.equal((await li.ask({ method: 'POST', url: `/api/uploads/${file}`, payload: said })).status, 200)
  assert.equal((await li.act('case.attach', { stream, input: { to: 'evidence:1', file } })).status, 200)
}

before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  let stream: Awaited<ReturnType<typeof granted>>['stream'] | undefined
  for (const [name, each] of Object.entries(told)) {
    if (name === 'end') break
    if (name === 'confirmEvidence') await attached(String(stream))
    if (name === 'decide') for (const more of statement) granted(await take(house, wjw, stream, more))
    stream = granted(await take(house, wjw, stream, each as Step)).stream
  }
  id = String(stream).slice('case:'.length)
  const typed = { facts: inner[5], discretion: inner[6], form: 'digest' }
  for (const each of publishing('digest')) {
    const said = each.act === 'publication.prepare' ? { ...each, input: typed } : each
    granted(await take(house, wjw, `publication:${id}`, said))
  }
  for (const steps of [objects('公开的诊所', true), objects(inner[3] ?? '', false)]) {
    let change: Awaited<ReturnType<typeof granted>>['stream'] | undefined
    for (const each of steps) change = granted(await take(house, wjw, change, each)).stream
  }
})
after(() => house.close())

/** Ways in which a word may stand on a page and not be seen at once. */
const guises = (word: string): readonly string[] => [
  word,
  encodeURIComponent(word),
  ...[0, 1, 2].map((before) =>
    Buffer.from('x'.repeat(before) + word)
      .toString('base64')
      .slice(before === 0 ? 0 : before + 1)
      .replace(/.{2}=*$/, ''),
  ),
  Buffer.from(word).toString('hex'),
  word.replaceAll(/[\dA-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  [...word].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
  JSON.stringify(word)
    .slice(1, -1)
    .replaceAll(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
]

/** Everything that can be reached without a sign-in, from the first page and from what is known to stand beside it. */
async function surfaces(): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>()
  const next = ['/', '/decisions', '/about', '/feed.xml', '/sitemap.xml', '/robots.txt', '/decisions.json', '/decisions.csv', '/portal.css']
  next.push('/lists', `/lists/${wjw}/objects`, `/lists/${wjw}/objects.csv`, `/lists/${wjw}/objects.json`, '/officers')
  next.push('/api/agencies', '/api/acts', '/api/openapi.json', '/log/pub/checkpoint', '/log/pub/vkey', '/log/pub/tile/entries/000.p/1')
  next.push(`/decisions/${wjw}/${id}`, `/decisions/${wjw}/${id}/proof`, `/decisions/${wjw}/${id}/proof.json`, '/healthz', '/readyz')
  next.push(...marks.map((word) => `/decisions?q=${encodeURIComponent(word)}`))
  next.push(...inner.map((word) => `/lists/${wjw}/objects?q=${encodeURIComponent(word)}`))
  while (next.length > 0 && seen.size < 400) {
    const url = next.shift() ?? ''
    if (seen.has(url)) continue
    const { text, headers } = await house.ask({ method: 'GET', url })
    // what was asked stands on the page of its answer; nothing else of it may
    const asked = /[?&]q=([^&]*)/.exec(url)?.[1]
    const words = asked ? [decodeURIComponent(asked), asked] : []
    seen.set(
      url,
      words.reduce((page, word) => page.replaceAll(word, ''), `${JSON.stringify(headers)}\n${text}`),
    )
    if (!/html|xml/.test(String(headers['content-type']))) continue
    for (const [, href = ''] of text.matchAll(/(?:href|action|src)="([^"#]*)/g)) {
      const path = href.replaceAll('&amp;', '&').replace(/^https?:\/\/[^/]+/, '')
      if (path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/desk')) next.push(path)
    }
  }
  return seen
}

describe('不该公开的，哪里都看不到（行政处罚法第五十条、万州公示制度第十六条）', () => {
  test('案件里每一处个人信息、内部意见、证据和文件，不出现在任何公开的页面、接口、日志', async () => {
    const pages = await surfaces()
    assert.ok(pages.size > 20, String(pages.size))
    assert.ok(
      [...pages.values()].some((page) => page.includes('执法主体名称') && page.includes('罚款')),
      '公示的内容在',
    )
    assert.ok(pages.get(`/lists/${wjw}/objects.csv`)?.includes('公开的诊所'))
    const leaks = [...pages].flatMap(([url, page]) =>
      [...marks, ...inner].flatMap((word) => guises(word).flatMap((guise) => (page.includes(guise) ? [`${url}：${word}`] : []))),
    )
    assert.deepEqual(leaks, [], `${marks.length} 个暗记，${pages.size} 个页面`)
  })
  test('暗记确实在案卷里，寻找的办法也确实找得到', async () => {
    const li = await house.as(`${wjw}/w01`)
    const { text } = await li.get(`/api/cases/${id}`)
    const found = marks.filter((word) => text.includes(word))
    assert.ok(found.length > marks.length * 0.8, `${found.length}/${marks.length}`)
    const word = marks[0] ?? ''
    for (const before of ['', 'a', 'ab']) {
      const hidden = Buffer.from(`${before}${word}后文`).toString('base64')
      assert.ok(
        guises(word).some((guise) => hidden.includes(guise)),
        hidden,
      )
    }
  })
})
