import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { StreamName } from '#agency/stream'
import { isPaperEvent, type PaperEvent } from '#penalty/papers/issued'
import { newId } from '#server/config'
import { hash } from '#server/digest'
import { eventIn } from '#server/streams'
import { but, ordinary, step } from '../ordinary'
import { partOf, textOf } from '../pdftext'
import { type House, isProblem, openHouse, type Person, wjw, ybj } from './house'
import { granted, matterBefore, take } from './matter'

type Listed = Readonly<{
  key: string
  zh: string
  number: string | null
  draft: boolean
  digest: string | null
  lacks: readonly Readonly<{ zh: string; why: string; clauses: readonly Readonly<{ id: string; cite: string }>[] }>[]
}>

let house: House
let handler: Person
let stranger: Person
let proposed: StreamName
let served: StreamName
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  proposed = await matterBefore(house, wjw, 'notify')
  served = await matterBefore(house, wjw, 'end')
  ;[handler, stranger] = (await Promise.all([`${wjw}/w01`, `${ybj}/y01`].map((who) => house.as(who)))) as [Person, Person]
})
after(() => house.close())

const list = async (stream: string): Promise<readonly Listed[]> => {
  const { status, body } = await handler.get(`/api/streams/${stream}/papers`)
  assert.equal(status, 200)
  return body.items as readonly Listed[]
}
const file = async (stream: string, name: string, who = handler) => {
  const answer = await house.http.inject({ method: 'GET', url: `/api/streams/${stream}/papers/${name}`, headers: { cookie: who.cookie } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, text: answer.body }
}

describe('本案文书', () => {
  test('已制作的有文号和摘要；还没有办结的是草稿，缺哪一项、依据哪一条写得明白', async () => {
    const papers = await list(proposed)
    assert.deepEqual(
      papers.map(({ key, draft }) => `${key}${draft ? ' 草稿' : ''}`),
      ['clueRecord-1', 'filingReport-1', 'siteRecord-1', 'inquiryReport-1', 'penaltyNotice-1 草稿', 'penaltyDecision-1 草稿'],
    )
    const notice = papers.find(({ key }) => key === 'penaltyNotice-1')
    const lacking = notice?.lacks.find(({ zh }) => zh === '陈述申辩')
    assert.deepEqual([lacking?.why, lacking?.clauses[0]?.cite], ['missing', '《行政处罚法》第四十四条'])
    assert.equal(notice?.number, null)
    const decided = (await list(served)).find(({ key }) => key === 'penaltyDecision-1')
    assert.deepEqual([decided?.draft, decided?.number, decided?.lacks], [false, '远卫医罚〔2026〕1号', []])
  })

  test('PDF：可读，有文件名，不猜类型，不缓存；草稿有水印', async () => {
    const { status, headers, bytes } = await file(served, 'penaltyDecision-1.pdf')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/pdf')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(
      decodeURIComponent(String(headers['content-disposition'])),
      /^inline; filename\*=UTF-8''行政处罚决定书（远卫医罚〔2026〕1号）\.pdf$/,
    )
    const words = textOf(bytes).replaceAll(/\s/g, '')
    for (const said of [
      '远山区卫生健康委员会',
      '远卫医罚〔2026〕1号',
      '英雄村第三卫生站',
      '2,100元',
      '贰仟壹佰元整',
      '百分之三',
      '60日',
      '人民法院',
    ])
      assert.ok(words.includes(said), said)
    assert.ok(!words.includes('草稿'))
    assert.match(textOf((await file(proposed, 'penaltyDecision-1.pdf')).bytes), /草稿/)
  })

  test('DOCX：同样的内容，另存的文件', async () => {
    const { status, headers, bytes } = await file(served, 'penaltyDecision-1.docx')
    assert.equal(status, 200)
    assert.match(String(headers['content-disposition']), /^attachment; /)
    assert.match(partOf(bytes, 'word/document.xml'), /远卫医罚〔2026〕1号/)
  })

  test('不是本机关的、没有的、名称不对的：404；没有登录：401', async () => {
    for (const kind of ['pdf', 'docx']) {
      assert.equal((await file(served, `penaltyDecision-1.${kind}`, stranger)).status, 404)
      for (const name of ['penaltyDecision-2', 'nothing-1', 'penaltyDecision', '..%2f..%2fpackage', 'penaltyDecision-1%00', '%E4%B9%A6-1'])
        assert.equal((await file(served, `${name}.${kind}`)).status, 404, name)
    }
    assert.equal((await stranger.get(`/api/streams/${served}/papers`)).status, 404)
    for (const stream of [`case:${newId()}`, `agency:${wjw}`, `publication:${served.slice(5)}`, 'case:x', 'nothing'])
      assert.equal((await handler.get(`/api/streams/${stream}/papers`)).status, 404, stream)
    for (const url of ['papers', 'papers/penaltyDecision-1.pdf'])
      isProblem(await house.ask({ method: 'GET', url: `/api/streams/${served}/${url}` }), 401)
  })

  test('字体没有的字：不印，并指出是哪一个', async () => {
    const outcome = await take(house, wjw, undefined, but(ordinary, 'report', { text: '举报人称𠮷某' }))
    const { status, text } = await file(granted(outcome).stream, 'clueRecord-1.pdf')
    assert.equal(status, 409)
    assert.match(text, /𠮷（U\+20BB7）/)
  })
})

describe('制作的文书', () => {
  const made = async (stream: string): Promise<readonly PaperEvent[]> => {
    const { rows } = await house.db.root.query<{ payload: Buffer }>(
      `select payload from ledger_event where agency = $1 and kind = 'case' and id = $2 and type = 'paper.issued' order by version`,
      [wjw, stream.slice('case:'.length)],
    )
    return rows.map(({ payload }) => eventIn(payload)).filter(isPaperEvent)
  }

  test('事件记有全部内容和摘要：以后案件有了新的变化，印出的还是当时那一份', async () => {
    const before = await file(served, 'filingReport-1.pdf')
    const event = (await made(served)).find(({ form }) => form === 'filingReport')
    assert.equal(event && hash(event.paper), event?.digest)
    assert.equal(before.headers['x-paper-digest'], event?.digest)
    granted(
      await take(
        house,
        wjw,
        served,
        step('execution.openRemedy', { kind: 'reconsideration', organ: '区人民政府', on: '2026-03-20' }, 'li', '2026-03-20'),
      ),
    )
    const after = await file(served, 'filingReport-1.pdf', await house.as(`${wjw}/w01`))
    assert.ok(before.bytes.equals(after.bytes))
  })

  test('同时制作：同一种类同一年的文号一号接一号，不重不漏', async () => {
    const matters: StreamName[] = []
    for (let n = 0; n < 8; n++) matters.push(await matterBefore(house, wjw, 'notify'))
    const notify = ordinary.notify
    assert.ok(notify)
    const taken = (await made(served)).filter(({ form }) => form === 'penaltyNotice').length
    const outcomes = await Promise.all(matters.map((stream) => take(house, wjw, stream, notify)))
    for (const outcome of outcomes) granted(outcome)
    const numbers = (await Promise.all(matters.map(made)))
      .flat()
      .flatMap(({ form, paper }) => (form === 'penaltyNotice' ? [Number(/〔2026〕(\d+)号/.exec(paper.number ?? '')?.[1])] : []))
      .sort((a, b) => a - b)
    assert.deepEqual(
      numbers,
      Array.from({ length: 8 }, (_, n) => taken + n + 1),
    )
    const { rows } = await house.db.root.query<{ document_no: string }>(
      `select document_no from paper where agency = $1 and form = 'penaltyNotice'`,
      [wjw],
    )
    assert.equal(new Set(rows.map((row) => row.document_no)).size, taken + 8)
  })
})
