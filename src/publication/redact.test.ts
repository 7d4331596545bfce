import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { findInForce, on } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { namesIn } from '#publication/names'
import { type Mode, redact, redactionFacts } from '#publication/redact'
import { hash } from '#server/digest'

/** `LONG=1`: every name of the data, and texts twenty times as long. */
const LONG = process.env.LONG === '1'

const packs = loadPacks()
const rulesOf = (pack: string) => findInForce(lawOf(packs, pack, hash).lists, 'publication.redact', on('2026-03-02'))?.items ?? []
const wanzhou = rulesOf('wanzhou-health')
const hide = (text: string, facts: object = {}, mode: Mode = 'fulltext', rules = wanzhou) =>
  redact(text, redactionFacts.parse(facts), rules, mode)

const clinic = { name: '张伟诊所', type: 'organisation', legalRepresentative: '张伟', address: '高笋塘路8号', phone: '023-58123456' }
const person = { name: '欧阳雪', type: 'natural', idNo: '110105194912310021', address: '英雄村三组', phone: '58123456' }

describe('万州公示制度 第十六条 全文公开时应当隐去的信息', () => {
  const hidden: readonly (readonly [clause: string, why: string, text: string, secret: string, facts?: object])[] = [
    ['WZ-GS-16-6', '当事人的名字', '当事人欧阳雪未取得许可', '欧阳雪', { parties: [person] }],
    ['WZ-GS-16-6', '中间隔开的名字', '当事人欧 阳\u200b雪未取得许可', '雪', { parties: [person] }],
    ['WZ-GS-16-6', '证人的名字，案件有记载', '经核对，文静在场', '文静', { people: [{ name: '文静', role: '证人' }] }],
    ['WZ-GS-16-6', '案件没有记载的名字', '由护士张桂兰协助', '张桂兰'],
    ['WZ-GS-16-6', '字库少见的名字', '执法人员陈䶮到场', '陈䶮'],
    ['WZ-GS-16-6', '有间隔号的名字', '店长阿依古丽·买买提称其不知情', '买买提'],
    ['WZ-GS-16-6', '一处认出的名字，处处隐去', '患者王建国到场。后王建国离开', '王建国'],
    ['WZ-GS-16-7', '行文中的住址', '李某（住重庆市万州区高笋塘路8号3单元502室）', '高笋塘路8号'],
    ['WZ-GS-16-7', '案件记载的住址', '其在英雄村三组的家中行医', '英雄村三组', { parties: [person] }],
    ['WZ-GS-16-8', '校验码相符的身份证号', '号码11010519491231002X', '11010519491231002X'],
    ['WZ-GS-16-8', '换行隔开的身份证号', '号码110105 19491231\n002X', '19491231'],
    ['WZ-GS-16-8', '十五位的身份证号', '号码110105491231002', '110105491231002'],
    ['WZ-GS-16-8', '校验码不符而案件有记载', '号码110105194912310021', '110105194912310021', { parties: [person] }],
    ['WZ-GS-16-9', '手机号码', '电话139 1234-5678', '1234-5678'],
    ['WZ-GS-16-9', '全角的手机号码', '电话１３９１２３４５６７８', '１３９１２３４５６７８'],
    ['WZ-GS-16-9', '座机', '家中电话023-58123456', '58123456'],
    ['WZ-GS-16-9', '电子邮箱', '邮箱li.xd@example.com', 'li.xd@example.com'],
    ['WZ-GS-16-9', '微信号', '微信号：lixd_1990', 'lixd_1990'],
    ['WZ-GS-16-10', '换行隔开的银行卡号', '汇入6222 0202 0011\n2233 445', '0011'],
    ['WZ-GS-16-11', '不动产权证号', '渝（2019）万州区不动产权第001234567号', '001234567'],
    ['WZ-GS-16-12', '收入', '其年收入约12万元', '12万元'],
    ['WZ-GS-16-13', '单位的银行账号', '账号3100012309000045678', '3100012309000045678', { parties: [clinic] }],
    ['WZ-GS-16-14', '单位的权属证书编号', '房权证号：万州字第A12345号', 'A12345', { parties: [clinic] }],
    ['WZ-GS-16-15', '单位的营业额', '上年营业额为305万元', '305万元', { parties: [clinic] }],
  ]
  for (const [clause, why, text, secret, facts] of hidden)
    test(`${clause} 隐去${why}`, () => {
      const out = hide(text, facts)
      assert.ok(!out.text.includes(secret), out.text)
      assert.ok(
        out.spans.some((span) => span.clause === clause),
        JSON.stringify(out.spans),
      )
    })

  const kept: readonly (readonly [why: string, text: string, facts?: object])[] = [
    ['单位的名称与法定代表人', '张伟诊所的法定代表人张伟与其到场', { parties: [clinic] }],
    ['单位的经营地址', '在高笋塘路8号的经营场所内', { parties: [clinic] }],
    ['本机关的电话', '本机关联系电话：023-58000000'],
    ['缴纳罚款的账户', '罚款缴至财政专户，账号50001234567890123456'],
    ['统一社会信用代码', '统一社会信用代码91350100M000100Y43，又称913301007161035748'],
    ['罚款与违法所得', '没收违法所得11,489.80元，并处罚款50000元'],
    ['日期与文号', '2026年3月2日作出万卫医罚〔2026〕12号决定'],
    ['陈述申辩', '当事人陈述和申辩，经查单位应当管理'],
  ]
  for (const [why, text, facts] of kept) test(`不隐去${why}`, () => assert.equal(hide(text, facts).text, text))

  test('WZ-GS-16-6 同名的，依身份处理', () => {
    const facts = { parties: [clinic], people: [{ name: '张伟', role: '证人' }] }
    assert.equal(hide('法定代表人张伟、证人张伟到场', facts).text, '法定代表人张伟、证人张某到场')
  })
  test('WZ-GS-16-2 摘要不写法定代表人的名字', () => {
    assert.equal(hide('法定代表人张伟到场', { parties: [clinic] }, 'digest').text, '法定代表人张某到场')
  })
  test('同姓的不同人，以甲乙丙丁区分；同一人前后一致', () => {
    const people = ['李晓东', '李梅'].map((name) => ({ name, role: '证人' }))
    assert.equal(hide('李晓东与李梅到场，李晓东先离开', { people }).text, '李某与李某乙到场，李某先离开')
  })
  test('规则没有列明的，不隐去', () => {
    const rules = wanzhou.filter(({ id }) => id !== 'assets')
    assert.equal(hide('其年收入约12万元', {}, 'fulltext', rules).text, '其年收入约12万元')
  })
  test('没有地方规定的，依行政处罚法第五十条', () => {
    const [span] = hide('电话13912345678', {}, 'fulltext', rulesOf('jilin-medical-security')).spans
    assert.equal(span?.clause, 'CFF-50')
  })
  test('起止位置以原文的 UTF-16 计', () => {
    const text = '𠮷店电话１３９１２３４５６７８。'
    const [span] = hide(text).spans
    assert.equal(text.slice(span?.start, span?.end), '１３９１２３４５６７８')
  })
  test('恶意的长文字，办得完', () => {
    for (const seed of ['1 ', '住', '张', '李某·', '0-', 'a@', '账号1', '（2019）渝'])
      assert.ok(hide(seed.repeat((LONG ? 30_000 : 600) / seed.length)).text.length > 0)
  })
})

const shared = new URL('../../../shared/data/', import.meta.url)
const absent = existsSync(shared) ? false : '没有研究用数据'
const read = (path: string) => readFileSync(new URL(path, shared), 'utf8')

describe('真实文字', { skip: absent }, () => {
  test('真实的处罚决定：应当隐去的隐去，不应隐去的保留', () => {
    for (const line of read('penalty-decisions/decisions.jsonl').trim().split('\n')) {
      const { text, gold } = JSON.parse(line) as { text?: string; gold?: Record<string, string[]> }
      if (!text || !gold) continue
      const out = hide(text).text
      const { not_to_hide = [], official_contact = [], ...secret } = gold
      for (const each of Object.values(secret).flat()) assert.ok(!out.includes(each), each)
      for (const each of [...not_to_hide, ...official_contact.filter((each) => /^\d/.test(each))]) assert.ok(out.includes(each), each)
    }
  })
  test('案件有记载的名字，无一漏出', () => {
    const names = read('ner-redaction/names.txt').trim().split('\n')
    for (const name of names.filter((_, n) => LONG || n % 40 === 0)) {
      const out = hide(`经查，${name}在场；另据${name}所称属实`, { people: [{ name, role: '证人' }] })
      assert.ok(!out.text.includes(name), name)
    }
  })
  test('案件没有记载而有身份用语的名字，认出九成以上', () => {
    const names = read('ner-redaction/names.txt')
      .trim()
      .split('\n')
      .filter((name, n) => (LONG || n % 4 === 0) && /^[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜]/.test(name))
    const frames = ['当事人%未取得许可', '证人%称其不知情', '由护士%协助诊疗', '询问负责人%，其承认']
    const missed = names.flatMap((name) =>
      frames.filter((frame) => namesIn(frame.replace('%', name)).length === 0).map((frame) => frame.replace('%', name)),
    )
    assert.ok(missed.length < names.length * frames.length * 0.1, `${missed.length}：${missed.slice(0, 20).join(' ')}`)
  })
})
