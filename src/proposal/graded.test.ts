import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Law, on } from '#policy/law'
import { appliedZh, gradedZh, spanZh } from '#proposal/graded'
import { health } from '../../test/ordinary.ts'

const days = on('2026-03-11')

describe('裁量权适用写成文字', () => {
  test('幅度：金额、倍数、比例；从零起的只说以下', () => {
    assert.equal(spanZh({ in: 'fen', least: 4_000_000, most: 7_000_000 }), '40,000 元以上 70,000 元以下')
    assert.equal(spanZh({ in: 'fen', least: 0, most: 500_000 }), '5,000 元以下')
    assert.equal(spanZh({ in: 'times', of: 'fraud', least: '2', most: '5' }), '2 倍以上 5 倍以下')
    assert.equal(spanZh({ in: 'percent', of: 'value', least: '0.5', most: '3' }), '0.5%以上 3%以下')
  })
  test('写明条款、情形、基数，调整适用的写明理由和批准', () => {
    const said = { basis: 'YFT-46-1-2', baseFen: 100_000, deviation: { reason: '主动改正', approval: '演示〔2026〕1号' } } as const
    const [text] = gradedZh([said], health.law, days)
    assert.match(
      text ?? '',
      /^《医疗废物管理条例》第四十六条.*：.*5000元以下的罚款；计罚基数 1,000 元；调整适用：主动改正；制定机关批准 演示〔2026〕1号$/,
    )
  })
  test('文书写档次的名称和适用的情形，不写编号', () => {
    const span = { in: 'fen', least: 1_000_000, most: 4_000_000 } as const
    const row = { from: '2021-07-15', by: 'violation', local: 'free', clauses: ['G27-12'], source: '演示', maker: 'own' } as const
    const grades = [{ id: 'light', zh: '较轻', when: '使用一人', case: 'unqualified', span }]
    const law = { ...health.law, benchmarks: { 'YFT-46': [{ ...row, grades }] } } as unknown as Law
    const said = [{ basis: 'YFT-46-1-2', grade: 'light', deviation: { reason: '主动改正' } }] as const
    assert.deepEqual(appliedZh(said, law, days), ['适用「较轻」档次（使用一人）', '主动改正'])
    assert.match(gradedZh(said, law, days)[0] ?? '', /适用「较轻」档次（使用一人），罚款 10,000 元以上 40,000 元以下；调整适用：主动改正$/)
  })
})
