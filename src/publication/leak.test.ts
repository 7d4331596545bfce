import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Party } from '#case/party'
import { leak } from '#publication/leak'
import { refused } from '../../test/ordinary.ts'

const natural: Party = { type: 'natural', name: '张伟', idNo: '11010519491231002X', address: '高笋塘路8号', phone: '13800138000' }
const clinic: Party = { type: 'organisation', name: '张伟诊所', legalRepresentative: '张伟', address: '高笋塘路8号', phone: '023-58123456' }

describe('行政处罚法 第五十条 个人信息不公开', () => {
  const hidden: readonly (readonly [string, string, Party])[] = [
    ['自然人的姓名', '当事人张伟未取得许可', natural],
    ['中间加了空格的姓名', '当事人张 伟未取得许可', natural],
    ['住址', '在高笋塘路8号的家中', natural],
    ['身份证号码', '号码11010519491231002X', natural],
    ['小写x的身份证号码', '号码11010519491231002x', clinic],
    ['手机号码', '电话13800138000', natural],
    ['别人的手机号码', '证人电话13912345678', clinic],
    ['全角数字', '电话１３９１２３４５６７８', clinic],
    ['隔开的数字', '电话139 1234 5678', clinic],
    ['用横线隔开的数字', '身份证510101-19900101-1239', clinic],
    ['夹着看不见的字符', '电话139\u200b1234\u200b5678', clinic],
    ['银行账号', '汇入6222020200112233445', clinic],
    ['单位的联系电话', '联系023-58123456', clinic],
  ]
  for (const [zh, text, party] of hidden) test(zh, () => refused(leak(['', text], party), 'private-shown', 'CFF-50'))

  const shown: readonly (readonly [string, string, Party])[] = [
    ['姓氏', '当事人张某未取得许可', natural],
    ['单位的名称和住所', '张伟诊所在高笋塘路8号', clinic],
    ['日期和金额', '2024-03-15 至 2024-04-16 共收入 11,489.80 元', clinic],
    ['文书编号', '万卫罚〔2026〕12号', clinic],
    ['统一社会信用代码', '91500101MA5U48K21Y', clinic],
  ]
  for (const [zh, text, party] of shown) test(`${zh}可以公开`, () => assert.equal(leak([text], party), undefined))
})
