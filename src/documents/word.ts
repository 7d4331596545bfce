import type { Item, Paper } from '#documents/paper'

/** A Word template of a form 文书模板, for an office to edit: tags in braces, one for each item; what a tag stands for is filled in as text. */

const asXml = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

type Look = Readonly<{ size?: number; bold?: boolean; colour?: string; align?: 'center' | 'right'; indent?: number; face?: string }>

/** A paragraph; sizes in half points, as Word counts them. The office's own machine supplies the faces. */
const line = (words: string, { size = 32, bold = false, colour, align, indent = 0, face = '仿宋_GB2312' }: Look = {}): string =>
  `<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>${indent ? `<w:ind w:firstLine="${indent}"/>` : ''}${
    align ? `<w:jc w:val="${align}"/>` : ''
  }</w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${face}"/>${bold ? '<w:b/>' : ''}${
    colour ? `<w:color w:val="${colour}"/>` : ''
  }<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${asXml(words)}</w:t></w:r></w:p>`

const body: Look = { indent: 640 }

function rows(id: string, heads: readonly string[]): string {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4"/>`).join('')
  const cell = (words: string, bold = false) => `<w:tc>${line(words, { size: 24, bold })}</w:tc>`
  const tags = heads.map((_, n) => `${n === 0 ? `{#${id}}` : ''}{c${n + 1}}${n === heads.length - 1 ? `{/${id}}` : ''}`)
  const row = (cells: readonly string[], bold = false) => `<w:tr>${cells.map((words) => cell(words, bold)).join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${border}</w:tblBorders></w:tblPr><w:tblGrid>${heads
    .map(() => '<w:gridCol/>')
    .join('')}</w:tblGrid>${row(heads, true)}${row(tags)}</w:tbl>`
}

function itemOf({ id, zh, as, heads = [] }: Item, layout: Paper['layout']): string {
  if (as === 'line') return line(`${zh}：{${id}}`)
  if (as === 'table') return line(`${zh}：`, body) + rows(id, heads)
  return (as === 'list' || layout !== 'letter' ? line(`${zh}：`, layout === 'letter' ? body : { bold: true }) : '') + line(`{${id}}`, body)
}

const page =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org'

/** The parts of the file, by name 模板的各部分. */
export function templateOf(paper: Paper): Readonly<Record<string, string>> {
  const red = paper.head === 'red' && paper.layout === 'letter'
  const title: Look = { size: red ? 44 : 40, bold: true, align: 'center', face: '方正小标宋简体' }
  const head = [
    ...(paper.head === 'red' ? [] : [line(paper.head, { size: 24, align: 'center' })]),
    line('{agencyName}', {
      size: red ? 52 : 32,
      bold: true,
      align: 'center',
      face: '方正小标宋简体',
      ...(red ? { colour: 'C8161D' } : {}),
    }),
    line('{paperName}{draftMark}', title),
    line('{paperNumber}', { size: 28, align: red ? 'center' : 'right' }),
  ]
  const signs = paper.signs.map(({ zh }, n) => line(`${zh}：{sign${n + 1}}`))
  const document = [
    ...head,
    ...paper.fields.map((item) => itemOf(item, paper.layout)),
    line('{agencyName}', { align: 'right' }),
    line('{paperDate}', { align: 'right' }),
    ...signs,
  ]
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${xml}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${document.join('')}${page}</w:body></w:document>`,
  }
}

type Filled = string | readonly Readonly<Record<string, string>>[]

/** What the tags stand for 标签的内容. */
export function tagsOf(paper: Paper, draft: boolean): Readonly<Record<string, Filled>> {
  const { agency, zh, number, on, fields, signs } = paper
  const said = ({ value, as }: Item): Filled => {
    if (typeof value === 'string') return value.replaceAll('\n', '\n　　')
    if (as === 'table')
      return (value as readonly (readonly string[])[]).map((cells) => Object.fromEntries(cells.map((cell, n) => [`c${n + 1}`, cell])))
    const items = value as readonly string[]
    return items.map((words, n) => (items.length > 1 ? `${n + 1}. ${words}` : words)).join('\n　　')
  }
  return {
    ...Object.fromEntries(fields.map((item) => [item.id, said(item)])),
    ...Object.fromEntries(signs.map(({ who }, n) => [`sign${n + 1}`, who])),
    ...{
      agencyName: agency,
      paperName: zh,
      paperNumber: number ?? '',
      paperDate: on || '　　年　　月　　日',
      draftMark: draft ? '（草稿）' : '',
    },
  }
}
