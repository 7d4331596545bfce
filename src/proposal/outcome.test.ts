import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeZh } from '#proposal/outcome'

test('处罚内容写成一句话', () => {
  assert.equal(outcomeZh([{ kind: 'warning' }, { kind: 'fine', fen: 210_000 }]), '警告，罚款人民币 2,100 元')
  assert.equal(
    outcomeZh([{ kind: 'confiscateGoods', goods: '过期疫苗两箱', fen: 1 }, { kind: 'close' }]),
    '没收非法财物（过期疫苗两箱），责令关闭',
  )
  assert.equal(
    outcomeZh([
      { kind: 'suspendLicence', term: '六个月' },
      { kind: 'other', what: '暂停医药服务' },
    ]),
    '暂扣许可证件六个月，暂停医药服务',
  )
})
