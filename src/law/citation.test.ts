import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { citer } from '#law/citation'
import { clauseId } from '#law/clause'
import type { Day } from '#law/day'
import { inChinese, numberIn } from '#law/numeral'
import { loadPacks } from '#policy/load'

/** Each in the long run; each seventh number and each fifth clause in the short one. */
const LONG = Boolean(process.env.LONG)
const { texts } = loadPacks()
const { parse, print } = citer(texts)
const id = (words: string, on?: Day) => {
  const found = parse(words, on)
  return 'id' in found ? found.id : found.zh
}

describe('条序的写法', () => {
  test('一至九千九百九十九，写出来再读回来', () => {
    for (let n = 1; n <= 9999; n += LONG ? 1 : 7) assert.equal(numberIn(inChinese(n)), n)
    const known: [number, string][] = [
      [10, '十'],
      [58, '五十八'],
      [110, '一百一十'],
      [115, '一百一十五'],
      [105, '一百零五'],
      [1001, '一千零一'],
      [1260, '一千二百六十'],
    ]
    for (const [n, words] of known) assert.equal(inChinese(n), words)
  })
  test('也读一百十五、一百〇五、115；不成数的不读', () => {
    assert.deepEqual(['一百十五', '一百〇五', '115', '一十二'].map(numberIn), [115, 105, 115, 12])
    for (const words of ['', '零', '0', '五五', '百', '十百', '二千三', '两', '一百零十', '12345'])
      assert.equal(numberIn(words), undefined, words)
    for (const n of [0, -1, 1.5, 10_000]) assert.throws(() => inChinese(n), RangeError)
  })
})

describe('条款引用', () => {
  test('全称、简称、文号，汉字或者数字，有无书名号和空格', () => {
    for (const words of [
      '《行政处罚法》第五十八条第一款第（二）项',
      '《中华人民共和国行政处罚法》第五十八条第一款第二项',
      '行政处罚法第58条第1款第2项',
      '行政处罚法 第 58 条 第 1 款 第(2)项',
      '行政处罚法第５８条第１款第（２）项',
      '处罚法58条1款2项',
      '《行政处罚法》第五十八条第（二）项',
    ])
      assert.equal(id(words), 'CFF-58-1-2', words)
    for (const words of [
      '令13第42条',
      '第13号令第四十二条',
      '国家卫生健康委员会令第13号第四十二条',
      '《卫生健康行政处罚程序规定》第四十二条',
    ])
      assert.equal(id(words), 'C13-42', words)
    assert.equal(id('医疗废物管理条例第十六条第一款'), 'YFT-16-1')
    assert.equal(id('国务院令第735号第四十条第一款'), 'YBTL-40-1')
    assert.equal(id('医保条例第27条第5项'), 'YBTL-27-1-5')
    assert.equal(id('国办发〔2018〕118号第（十三）项'), 'G118-13')
    assert.equal(id('国办发[2018]118号第13项'), 'G118-13')
    assert.equal(id('118号文第十三项'), 'G118-13')
  })

  test('同名的法按当日施行的文本；写明年份的按年份；都没有的按现行', () => {
    assert.equal(id('行政处罚法第三十八条第三款', '2020-06-01'), 'CFF17-38-3')
    assert.equal(id('行政处罚法第三十八条第一款', '2021-07-15'), 'CFF-38-1')
    assert.equal(id('《行政处罚法》（2017年修正）第三十八条第三款'), 'CFF17-38-3')
    assert.equal(id('行政处罚法(2021)第三十八条'), 'CFF-38')
    assert.equal(id('传染病防治法第九十五条', '2025-08-31'), '《中华人民共和国传染病防治法》没有登记第九十五条')
    assert.equal(id('传染病防治法第九十五条'), 'CRB25-95')
    assert.equal(id('《行政处罚法》第四十二条', '2019-01-01'), 'CFF17-42')
    assert.match(id('令53第25条', '2025-06-01'), /2025年6月1日没有施行/)
    assert.equal(id('令53第25条第1款'), 'C53-25-1')
  })

  test('认不出的，说明为什么', () => {
    assert.match(id('行政处罚条例第一条'), /没有登记名为「行政处罚条例」的文件/)
    assert.equal(id('行政处罚法第八十七条'), '《中华人民共和国行政处罚法》没有登记第八十七条')
    assert.equal(id('行政处罚法第五十八条第九款'), '《中华人民共和国行政处罚法》没有登记第五十八条第九款')
    assert.match(id('行政处罚法(1996)第三十八条'), /没有登记1996年的文本/)
    for (const words of ['', '行政处罚法', '第五十八条', '行政处罚法第五五条', '见附件']) assert.match(id(words), /看不出是哪一条/, words)
  })

  test('两款都有同一项的，请写明第几款；两部同名的，请写明哪一部', () => {
    const text = { key: 'T', zh: '某办法', edition: '2020年公布', from: '2020-01-01' }
    const clauses = { 'T-1-1-1': { cite: '《某办法》第一条第一款第（一）项' }, 'T-1-2-1': { cite: '《某办法》第一条第二款第（一）项' } }
    const other = { text: { ...text, key: 'U', edition: '2021年公布' }, clauses: {} }
    assert.match(JSON.stringify(citer([{ text, clauses }]).parse('某办法第一条第一项')), /不止一款有第（一）项/)
    assert.match(JSON.stringify(citer([{ text, clauses }, other]).parse('某办法第一条')), /不止一部.*2020年公布.*2021年公布/)
  })

  test('登记的每一个条款，读出来再认回去，是同一处', () => {
    let n = 0
    for (const { text, clauses } of texts)
      for (const [key, { cite }] of Object.entries(clauses)) {
        n += 1
        if (!LONG && n % 5 > 0) continue
        const clause = clauseId.parse(key)
        assert.equal(print(clause), cite)
        const found = parse(cite)
        assert.ok('id' in found, `${key} ${cite}`)
        assert.equal(print(found.id), cite, key)
        if (/第.+条/.test(cite) && !text.to && !text.note) {
          const then = parse(cite, text.from)
          assert.equal('id' in then ? print(then.id) : then.zh, cite, key)
        }
      }
    assert.ok(n > 4000, String(n))
    assert.throws(() => print('CFF-999'), RangeError)
  })
})
