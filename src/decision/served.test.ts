import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import {
  allowed,
  before,
  deliver,
  dutyOf,
  granted,
  health,
  medical,
  ordinary,
  play,
  refused,
  rowsOf,
  type Step,
  step,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-11'
const text = { text: '当场改正，没有危害后果', evidence: [1], opinion: '同意' }
const notPunish = step('penalty.notPunish', { ground: 'slight', education: '已教育', ...text }, 'sun', day)
const unfounded = step('penalty.unfounded', text, 'sun', day)
const proposed = walk(health, before(ordinary, 'propose'))
const decided = walk(health, before(ordinary, 'end'))
const own = (how: object, today = '2026-05-11') =>
  step('decision.outcome', { outcome: how, source: { kind: 'own' }, ground: '裁量不当' }, 'sun', today)
const annulled = own({ how: 'annulled', anew: false, procedural: false })
const lower = {
  how: 'changed',
  penalties: [{ kind: 'fine', fen: 100_000 }],
  payable: [{ line: 'fine', fen: 100_000, account: 'treasury' }],
}
const serve = (input: object = {}, today = '2026-03-12') => step('decision.serve', { ...deliver, on: today, ...input }, 'li', today)
const confirm = (no = 1, today = '2026-03-12') => step('case.confirm', { record: `paper:${no}` }, 'wang', today)
const papers = (matter: Matter) => matter.decision.papers.map(({ zh, documentNo }) => [zh, documentNo])
const textOf = (matter: Matter, id: string) => matter.decision.papers.at(-1)?.items.find((item) => item.id === id)?.text
const after = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)

describe('文号：按机关、种类、年份连续编号', () => {
  test('不予处罚和事实不成立，同一种决定书', () => {
    assert.deepEqual(papers(after(proposed, notPunish)), [['不予行政处罚决定书', '演不罚〔2026〕1号']])
    assert.deepEqual(papers(granted(play(health, proposed, unfounded, { papersThisYear: 6 }))), [
      ['不予行政处罚决定书', '演不罚〔2026〕7号'],
    ])
  })
  test('本机关变更、撤销、确认违法，各编各的号', () => {
    const of = (step: Step) => papers(after(decided, step))[0]
    assert.deepEqual(of(own(lower)), ['变更行政处罚决定书', '演罚变〔2026〕1号'])
    assert.deepEqual(of(annulled), ['撤销行政处罚决定书', '演罚撤〔2026〕1号'])
    assert.deepEqual(of(own({ how: 'unlawful' })), ['确认行政处罚违法（无效）决定书', '演罚确〔2026〕1号'])
    assert.deepEqual(of(own({ how: 'void' })), ['确认行政处罚违法（无效）决定书', '演罚确〔2026〕1号'])
  })
  test('编号和案件一起写入一览，下一个从一览数起', () => {
    const row = rowsOf(health, proposed, notPunish).find(({ table }) => table === 'own_paper')
    assert.deepEqual([row?.key.no, row?.set.kind, row?.set.document_no, row?.set.made_on], [1, 'unpunished', '演不罚〔2026〕1号', day])
  })
  test('各种代字互不相同，也不同于处罚决定书的「罚」', () => {
    for (const { law } of [health, medical]) {
      const words = ['unpunished', 'changed', 'annulled', 'unlawful'].flatMap((kind) => law.modes[`number.${kind}`]?.at(-1)?.mode ?? [])
      assert.equal(new Set([...words, '罚']).size, 5)
    }
  })
  test('复议、诉讼改变的，文书由复议机关、法院制作并送达，本机关不另编号', () => {
    const remedy = [
      step('execution.openRemedy', { kind: 'reconsideration', organ: '区人民政府', on: '2026-04-01' }, 'li', '2026-04-01'),
      step('execution.closeRemedy', { result: 'annulled', text: '复议决定书1号', on: '2026-05-11' }, 'li', '2026-05-11'),
    ]
    const source = { kind: 'reconsideration', organ: '区人民政府', documentNo: '复议决定书1号', on: '2026-05-11' }
    const said = { outcome: { how: 'annulled', anew: false, procedural: false }, source, ground: '裁量不当' }
    const over = after(decided, ...remedy, step('decision.outcome', said, 'sun', '2026-05-11'))
    assert.deepEqual([over.decision.papers, over.decision.outcomes[0]?.documentNo], [[], '复议决定书1号'])
    refused(play(health, over, serve({}, '2026-05-12')), 'nothing-to-serve', 'CFF-61-1')
  })
})

describe('决定书写明的内容', () => {
  test('不予处罚：事实、情形和依据、教育、救济', () => {
    const over = after(proposed, notPunish)
    assert.match(textOf(over, 'decision') ?? '', /《行政处罚法》第三十三条第一款.*不予行政处罚/)
    assert.match(textOf(over, 'facts') ?? '', /证据1/)
    assert.match(textOf(over, 'remedies') ?? '', /六十日|60日/)
  })
  test('变更、撤销：哪一个决定，为什么，现在怎样', () => {
    assert.equal(textOf(after(decided, own(lower)), 'of'), '演罚〔2026〕1号')
    assert.match(textOf(after(decided, own(lower)), 'decision') ?? '', /变更原决定，变更后：罚款/)
  })
})

describe('行政处罚法 第六十一条第一款 送达当事人', () => {
  const unpunished = after(proposed, notPunish)
  test('七个工作日，由办案人员', () => {
    const duty = dutyOf(health, proposed, notPunish, 'serve:演不罚〔2026〕1号')
    assert.deepEqual([duty?.due, duty?.act, duty?.post], ['2026-03-20', 'decision.serve', 'handler'])
  })
  test('按送达决定书的同一组条件', () => {
    refused(play(health, unpunished, serve({ facts: {} })), 'delivery-receiver', 'C13-54-1')
    refused(play(health, unpunished, serve({ mode: 'left', facts: { refusal: '拒收' } })), 'delivery-unwitnessed')
    refused(play(health, unpunished, serve({ on: '2026-03-10' })), 'too-early')
    refused(play(health, unpunished, serve({ on: '2026-03-13' })), 'in-future')
    allowed(play(health, unpunished, serve()))
  })
  test('由第二名办案人员确认，确认以后不再送达', () => {
    const told = after(unpunished, serve())
    allowed(play(health, told, serve()))
    refused(play(health, told, { ...confirm(), by: 'li' }), 'nothing-to-confirm')
    refused(play(health, after(told, confirm()), serve()), 'nothing-to-serve', 'CFF-61-1')
  })
  test('公告的，期满才算送达；期间可以直接送达', () => {
    const announced = { why: 'whereabouts', course: '三次上门未遇', places: ['site'] }
    const told = after(unpunished, serve({ mode: 'announce', facts: { announced } }), confirm())
    assert.equal(told.decision.papers[0]?.services[0]?.on, '2026-04-13')
    allowed(play(health, told, serve({}, '2026-04-12')))
    refused(play(health, told, serve({}, '2026-04-13')), 'nothing-to-serve')
  })
  test('SP-1-2-3、WD-2-1-3-5 没有送达的，不结案', () => {
    const report = step('case.reportClosing', { ground: 'nothing', text: '不予处罚' }, 'li', '2026-03-12')
    const close = step('case.close', { opinion: '同意' }, 'sun', '2026-03-12')
    refused(play(health, after(unpunished, report), close), 'paper-unserved', 'CFF-61-1')
    assert.equal(phaseOf(after(unpunished, serve(), confirm(), report, close)), 'closed')
  })
  test('撤销后重新作出的，撤销决定书仍要送达', () => {
    const anew = after(decided, own({ how: 'annulled', anew: true, procedural: false }))
    assert.equal(phaseOf(anew), 'investigating')
    const told = after(anew, serve({}, '2026-05-12'), confirm(1, '2026-05-12'))
    assert.equal(told.decision.papers[0]?.services.length, 1)
    assert.equal(phaseOf(told), 'investigating')
  })
  test('结案以后改正的，也送达、确认', () => {
    const paid = [
      step(
        'execution.pay',
        { line: 'fine', fen: 210_000, on: '2026-03-23', way: 'bank', receipt: '1', account: 'treasury' },
        'li',
        '2026-03-23',
      ),
      step('case.reportClosing', { ground: 'performed', text: '缴清' }, 'li', '2026-03-23'),
      step('case.close', { opinion: '同意' }, 'sun', '2026-03-23'),
    ]
    const over = after(decided, ...paid, own({ how: 'unlawful' }), serve({}, '2026-05-12'), confirm(1, '2026-05-12'))
    assert.equal(phaseOf(over), 'closed')
    refused(play(health, over, serve({}, '2026-05-13')), 'nothing-to-serve')
  })
  test('二〇二一年七月十五日以前，七日', () => {
    const row = health.law.periods['delivery.ownPaper']?.find(({ from }) => from === '2018-01-01')
    assert.deepEqual([row?.value, row?.unit], [7, '日'])
  })
})
