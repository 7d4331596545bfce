import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { lacksOf } from '#documents/complete'
import { type Form, formIds, formOn } from '#documents/form'
import { pdfOf, Unprintable } from '#documents/load'
import type { Item, Paper } from '#documents/paper'
import { templateOf } from '#documents/word'
import { findInForce, on } from '#policy/law'
import { papersCommand } from '#server/commands/papers'
import { Misuse } from '#server/config'
import { docxOf, templateFile, zip } from '#server/docx'
import { allPapers, papersOf, type Shown } from '../papers'
import { partOf, textOf } from '../pdftext'

const long = process.env.LONG === '1'
const shown = allPapers()
const formOf = ({ place, paper, today }: Shown): Form => {
  const form = formOn(place.law, paper.form, paper.day ?? today)
  assert.ok(form)
  return form
}
const decision = papersOf('ordinary').find(({ paper }) => paper.form === 'penaltyDecision') as Shown
/** One of each kind, unless all are asked for. */
const oneOfEach = long ? shown : shown.filter((each, n) => shown.findIndex(({ paper }) => paper.form === each.paper.form) === n)

const blank = (item: Item): Item => ({ ...item, value: typeof item.value === 'string' ? '' : [] })
const saying = (paper: Paper, id: string, words: string): Paper => ({
  ...paper,
  fields: paper.fields.map((item) =>
    item.id === id
      ? { ...item, value: item.as === 'table' ? [[words, words, words]] : typeof item.value === 'string' ? words : [words, words] }
      : item,
  ),
})
const squeezed = (words: string): string => words.replaceAll(/\s/g, '')
const saidIn = (paper: Paper): readonly string[] => [
  ...[paper.agency, paper.zh, paper.number ?? ''],
  ...paper.fields.flatMap(({ value }) => (typeof value === 'string' ? value.split('\n') : value.flat())),
]
const hostile = [
  '#panic("x")',
  '$ x^2 $',
  '*粗* _斜_',
  '\\ \\u{41}',
  '<label> @ref',
  '// 注 /* 注 */',
  '#let paper = (:)',
  '{agency}{#x}{/x}',
  '"]}',
  '<w:p/>&amp;',
]

describe('文书：三十一种', () => {
  test('SP-2-1-1、WZ-JL-2-1、WZ-JL-5-1、WZ-JL-9-6、WD-2-2-2-1、YB-3-2-1-1、WZ-JL-16-13、WZ-JL-16-14、WZ-JL-16-15、WZ-JL-17-3、YB-3-2-1-4 每一种都有当日的格式，都由真实的办案行为形成', () => {
    assert.deepEqual(
      formIds.filter((id) => !shown.some(({ paper, draft }) => paper.form === id && draft.finished)),
      [],
    )
  })

  const of: readonly (readonly [clause: string, form: string, ...fields: string[]])[] = [
    [
      'SP-2-1-1、WZ-JL-2-1、WZ-JL-5-1、WZ-JL-9-6、WD-2-2-2-1、YB-3-2-1-1、YB-3-2-1-4',
      'penaltyDecision',
      'name',
      'address',
      'facts',
      'evidence',
      'heard',
      'reasons',
      'content',
      'performance',
      'remedies',
    ],
    ['WZ-JL-16-13', 'questionRecord', 'name', 'asked', 'on', 'officers', 'shown', 'text'],
    ['WZ-JL-16-14', 'hearingRecord', 'cause', 'on', 'place', 'people', 'present', 'investigators', 'put', 'points', 'signing'],
    ['WZ-JL-16-15', 'deliberation', 'caseNo', 'cause', 'on', 'heads', 'opinion'],
    ['WZ-JL-17-3', 'preserveDecision', 'name', 'reason', 'basis', 'items', 'term', 'duty'],
  ]
  for (const [clause, form, ...fields] of of)
    test(`${clause} 应当载明的，每一份都已填写`, () => {
      const papers = shown.filter(({ paper, draft }) => paper.form === form && draft.finished)
      assert.ok(papers.length > 0)
      for (const { paper } of papers)
        for (const field of fields)
          assert.ok(
            paper.fields.some(({ id, value }) => id === field && value.length > 0),
            `${paper.zh} ${field}`,
          )
    })

  test('格式、项目、条款俱在：每一项必填都写明条款', () => {
    for (const each of shown) {
      const form = formOf(each)
      assert.deepEqual(
        each.paper.fields.map(({ id }) => id),
        form.fields.map(({ id }) => id),
      )
      assert.ok(
        form.fields.some(({ clauses }) => clauses),
        each.paper.form,
      )
    }
  })

  test('已办结的文书，除办案人员没有填写的笔录地点外，没有缺项', () => {
    const lacking = shown.flatMap((each) =>
      each.draft.finished ? lacksOf(formOf(each), each.paper).map(({ zh }) => `${each.paper.zh}：${zh}`) : [],
    )
    assert.deepEqual([...new Set(lacking)].sort(), ['现场笔录：地点', '询问笔录：地点'])
  })

  test('缺任何一项必填，都指出是哪一项、依据哪一条', () => {
    for (const each of shown)
      for (const { id, zh, clauses } of formOf(each).fields) {
        const without = { ...each.paper, fields: each.paper.fields.map((item) => (item.id === id ? blank(item) : item)) }
        const lack = lacksOf(formOf(each), without).find(({ field }) => field === id)
        assert.deepEqual(lack, clauses && { field: id, zh, why: 'missing', clauses }, `${each.paper.zh} ${zh}`)
      }
  })

  test('SP-2-1-2 编号文书的性质代字、版式名称各有一行', () => {
    for (const { place, paper, today } of shown) assert.ok(findInForce(place.law.modes, 'paper.head', on(paper.day ?? today)))
  })
})

describe('版式文件', () => {
  test('每一种都能印出，没有一条警告：归档PDF/A-2a，同一来源也符合PDF/UA-1；草稿也能', async () => {
    for (const { paper, draft } of oneOfEach)
      for (const standard of ['a-2a', 'ua-1'] as const) {
        const bytes = await pdfOf(paper, !draft.finished || standard === 'ua-1', standard)
        const claim = standard === 'a-2a' ? /<pdfaid:part>2<[\s\S]*<pdfaid:conformance>A</ : /<pdfuaid:part>1</
        assert.match(bytes.toString('latin1'), claim, paper.zh)
      }
  })

  test('读者从版式文件中读得出每一项', async () => {
    for (const { paper } of oneOfEach) {
      const words = squeezed(textOf(await pdfOf(paper, false)))
      for (const said of saidIn(paper)) assert.ok(words.includes(squeezed(said)), `${paper.zh}：${said}`)
      assert.ok(!words.includes('草稿'), paper.zh)
    }
    assert.match(textOf(await pdfOf(decision.paper, true)), /草稿/)
  })

  test('同样的内容，每次都是同样的字节；改一个字就不同', async () => {
    const { paper } = decision
    const first = await pdfOf(paper, false)
    await pdfOf(saying(paper, 'name', '别的当事人'), false)
    assert.ok(first.equals(await pdfOf(paper, false)))
    assert.ok(!first.equals(await pdfOf(saying(paper, 'name', '英雄村第四卫生站'), false)))
    assert.ok(!first.equals(await pdfOf(paper, true)))
  })

  test('填写的内容只是文字，从不当作代码；十万字也印得出', async () => {
    for (const words of hostile) {
      const pdf = await pdfOf(saying(decision.paper, 'reasons', words), false)
      assert.ok(squeezed(textOf(pdf)).includes(squeezed(words)), words)
    }
    for (const { paper } of long ? oneOfEach : [decision])
      for (const { id } of paper.fields) await pdfOf(saying(paper, id, hostile.join('')), false)
    await pdfOf(saying(decision.paper, 'remedies', '#$*\\文'.repeat(20_000)), false)
  })

  test('生僻字印得出；字体没有的字、控制符、倒转阅读方向的符号，不印，并指出是哪一个', async () => {
    for (const words of ['䶮某', '喆镕堃玥㛃赟昇劼', '阿依古丽·买买提', '〔2026〕 ¥1,234.50 ①②'])
      await pdfOf(saying(decision.paper, 'name', words), false)
    for (const [words, character] of [
      ['𠮷某', '𠮷（U+20BB7）'],
      ['\u202e反', 'U+202E'],
      ['a\u0000', 'U+0000'],
      ['م', 'م（U+0645）'],
      ['😀', '😀（U+1F600）'],
    ] as const)
      await assert.rejects(pdfOf(saying(decision.paper, 'name', words), false), (error) => {
        assert.ok(error instanceof Unprintable)
        assert.deepEqual(error.characters, [character])
        return true
      })
  })
})

/** The words of a DOCX. */
const wordsOf = (docx: Buffer): string =>
  partOf(docx, 'word/document.xml')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const nowhere = { dir: '/nonexistent', agency: 'demo' }

describe('可编辑文本', () => {
  test('WZ-JL-9-1、YB-3-2-1-2、SP-4-1-3 每一种都能生成，内容与版式文件相同', async () => {
    const bureau = papersOf('fraud').filter(({ paper }) => paper.form === 'penaltyDecision')
    for (const { paper } of [...oneOfEach, ...bureau]) {
      const words = wordsOf(await docxOf(paper, false, nowhere))
      for (const said of [
        paper.agency,
        paper.zh,
        paper.number ?? '',
        ...paper.fields.flatMap(({ value }) => (typeof value === 'string' ? value.split('\n') : value.flat())),
      ])
        assert.ok(words.includes(said), `${paper.zh}：${said}`)
      assert.doesNotMatch(words, /[{}]/, paper.zh)
      if (paper.form === 'penaltyDecision') for (const said of ['罚款', '申请行政复议']) assert.ok(words.includes(said), said)
    }
  })
  test('填写的内容只是文字', async () => {
    for (const words of hostile)
      assert.ok(wordsOf(await docxOf(saying(decision.paper, 'name', words), false, nowhere)).includes(words), words)
  })
  test('机关自己的模板优先', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'templates-'))
    try {
      const file = templateFile(dir, 'demo', 'penaltyDecision')
      mkdirSync(dirname(file), { recursive: true })
      const parts = templateOf(decision.paper)
      writeFileSync(
        file,
        zip({ ...parts, 'word/document.xml': String(parts['word/document.xml']).replace('{paperName}', '本机关格式：{paperName}') }),
      )
      assert.match(wordsOf(await docxOf(decision.paper, false, { dir, agency: 'demo' })), /本机关格式：行政处罚决定书/)
      assert.doesNotMatch(wordsOf(await docxOf(decision.paper, false, { dir, agency: 'other' })), /本机关格式/)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
  test('写出的模板由机关修改，已有的不覆盖', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'templates-'))
    try {
      const said: unknown[] = []
      const run = (agency: string) =>
        papersCommand.run({
          values: { pack: 'cn-health', agency },
          positionals: [],
          settings: { data: dir },
          say: (_zh, value) => said.push(value),
        })
      assert.equal(await run('demo'), 0)
      const file = templateFile(dir, 'demo', 'penaltyDecision')
      assert.match(partOf(readFileSync(file), 'word/document.xml'), /\{name\}/)
      assert.doesNotMatch(wordsOf(await docxOf(decision.paper, false, { dir, agency: 'demo' })), /[{}]/)
      writeFileSync(file, 'own')
      await run('demo')
      assert.equal(readFileSync(file, 'utf8'), 'own')
      assert.deepEqual(said.at(-1), { written: [] })
      await assert.rejects(run('../elsewhere'), Misuse)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
  test('模板的字节也总是一样', () => assert.ok(zip(templateOf(decision.paper)).equals(zip(templateOf(decision.paper)))))
})
