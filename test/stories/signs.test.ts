import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import QRCode from 'qrcode'
import { signsPdf, Unprintable } from '#documents/load'
import type { Sign, Signs } from '#documents/sign'
import { boardOf } from '#register/board'
import { kindOf } from '#register/kinds'
import { codesOf, textOf } from '../pdftext'

const to = 'https://gs.example.cn/officers?no=%E6%BC%94500001001'
const sign: Sign = {
  window: '医政受理窗口',
  name: '林小满',
  since: '2026-01-06 起施行',
  lines: [
    { zh: '执法证号', words: '演500001001' },
    { zh: '岗位职责', words: '受理医疗机构、医师、护士的许可和备案申请' },
    { zh: '投诉举报', words: '100-0000-3000' },
  ],
  code: { zh: '扫码核对执法证件', to, at: 'gs.example.cn/officers' },
}
const signs = (...all: readonly Sign[]): Signs => ({
  ...{ agency: '远山区卫生健康委员会', zh: '岗位信息公示牌', day: '2026-01-06', source: '照公示平台公布的内容印制' },
  signs: all,
})
/** Words as they stand, without where a line may break. */
const squeezed = (words: string): string => words.replaceAll(/[\s\u200b]/g, '')
const pagesOf = (pdf: Buffer): readonly string[] => textOf(pdf).split('\n').map(squeezed)
const rowsOf = (address: string): readonly string[] => {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => (data[y * size + x] ? '1' : '0')).join(''))
}

describe('岗位信息公示牌，版式文件', () => {
  test('SP-1-2-10、WD-2-1-3-10、WZ-GS-12-1 机关、岗位、姓名、证号、职责、投诉举报，一块一张；清单有的栏目都在', async () => {
    const entry = Object.fromEntries(kindOf('boards').fields.map(({ id, zh }) => [id, `${zh}的内容`]))
    const board = boardOf({ entry, from: '2026-01-06' })
    const pdf = await signsPdf(signs(sign, { ...sign, window: board.window, name: board.name, lines: board.lines }))
    const [first = '', second = '', ...more] = pagesOf(pdf)
    assert.deepEqual(more, [])
    for (const said of [
      '远山区卫生健康委员会',
      '岗位信息公示牌',
      '医政受理窗口',
      '林小满',
      ...sign.lines.flatMap(({ zh, words }) => [zh, words]),
    ])
      assert.ok(first.includes(squeezed(said)), said)
    for (const { zh } of kindOf('boards').fields) assert.ok(second.includes(`${zh}的内容`), zh)
  })

  test('归档PDF/A-2a，同一来源也符合PDF/UA-1；同样的内容，同样的字节', async () => {
    const [first, again, accessible] = await Promise.all([signsPdf(signs(sign)), signsPdf(signs(sign)), signsPdf(signs(sign), 'ua-1')])
    assert.match(first.toString('latin1'), /<pdfaid:part>2<[\s\S]*<pdfaid:conformance>A</)
    assert.match(accessible.toString('latin1'), /<pdfuaid:part>1</)
    assert.ok(first.equals(again))
    assert.match(first.toString('latin1'), /\/MediaBox \[0 0 841\.\d+ 595\.\d+\]/, 'A4，横放')
  })

  test('二维码通向写明的地址，一块一个', async () => {
    const other = { ...sign, code: { ...sign.code, to: 'https://gs.example.cn/lists/yuanshan-wjw' } }
    assert.deepEqual(codesOf(await signsPdf(signs(sign, other))), [to, other.code.to].map(rowsOf))
  })

  test('填写的内容只是文字，从不当作代码', async () => {
    const hostile = [
      '#panic("x")',
      '$ x^2 $',
      '"',
      '\\',
      '*粗* _斜_',
      '\\u{41}',
      '<label> @ref',
      '// 注 /* 注 */',
      '#let said = (:)',
      '"]}',
    ]
    const pages = pagesOf(
      await signsPdf(signs(...hostile.map((words) => ({ ...sign, window: words, name: words, lines: [{ zh: words, words }] })))),
    )
    assert.equal(pages.length, hostile.length)
    for (const [n, words] of hostile.entries()) assert.equal(pages[n]?.split(squeezed(words)).length, 5, words)
  })

  test('很长的名称缩小字号，仍在一张；没有空隙的长串折行；写满四千字的另起一张，一个字不少', async () => {
    const address = `https://${'a'.repeat(280)}`
    const long = '受理、审查、决定。'.repeat(440)
    const pages = pagesOf(
      await signsPdf(
        signs(
          { ...sign, window: '窗'.repeat(300), name: `#$"\\${'长'.repeat(296)}` },
          { ...sign, window: 'W'.repeat(300), lines: [{ zh: '办理进度查询', words: address }] },
          { ...sign, lines: [{ zh: '岗位职责', words: long }] },
        ),
      ),
    )
    assert.ok(pages[0]?.includes('窗'.repeat(300)) && pages[0].includes('长'.repeat(296)))
    assert.ok(pages[1]?.includes('W'.repeat(300)) && pages[1].includes(address))
    const rest = pages.slice(2).join('')
    assert.equal(rest.split('审查').length - 1, 440)
  })

  test('字体没有的字、看不见的控制符，不印，并指出是哪一个', async () => {
    for (const [name, character] of [
      ['𠮷某', '𠮷（U+20BB7）'],
      ['\u202e反', 'U+202E'],
      ['a\u0000', 'U+0000'],
    ] as const)
      await assert.rejects(signsPdf(signs({ ...sign, name })), (error) => {
        assert.ok(error instanceof Unprintable)
        assert.deepEqual(error.characters, [character])
        return true
      })
  })
})
