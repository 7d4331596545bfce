import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shownNote, shownParty } from '#publication/shown'

describe('万州公示制度 第十六条 当事人姓氏或者名称', () => {
  const natural = (name: string) => shownParty({ type: 'natural', name })
  test('WZ-GS-16-4 自然人只公开姓氏', () => assert.deepEqual(['张伟', '王小明', '李'].map(natural), ['张某', '王某', '李某']))
  test('复姓两个字', () =>
    assert.deepEqual(['欧阳修', '诸葛亮', '司马光', '尉迟敬德'].map(natural), ['欧阳某', '诸葛某', '司马某', '尉迟某']))
  test('以复姓的头一个字为姓的，不误作复姓', () => assert.deepEqual(['欧明', '东野'].map(natural), ['欧某', '东某']))
  test('四字节的姓不切成两半', () => assert.equal(natural('𠮷田'), '𠮷某'))
  test('自然人没有可以公开的附注', () => assert.equal(shownNote({ type: 'natural', name: '张伟', idNo: '11010519491231002X' }), undefined))
  test('单位公开名称、信用代码、法定代表人，不公开电话', () => {
    const party = {
      type: 'organisation',
      name: '某诊所',
      creditCode: '91500101MA5U48K21Y',
      legalRepresentative: '陈某',
      phone: '1',
    } as const
    assert.equal(shownParty(party), '某诊所')
    assert.equal(shownNote(party), '统一社会信用代码 91500101MA5U48K21Y　法定代表人（负责人） 陈某')
    assert.equal(shownNote({ type: 'organisation', name: '某诊所' }), undefined)
  })
})
