import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { step } from '../ordinary'
import { type House, openHouse, ybj } from './house'
import { granted, publishedMatter, take } from './matter'

let house: House
let id: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  id = await publishedMatter(house, ybj)
})
after(() => house.close())

const day = '2026-04-20'
const isChecking = async () => {
  const { status, text } = await house.ask({ method: 'GET', url: `/decisions/${ybj}/${id}` })
  assert.equal(status, 200)
  assert.doesNotMatch(text, /赵某某|居民身份证|当事人写错/)
  return text.includes('核实中')
}
const asked = step(
  'publication.requestCorrection',
  { from: 'party', who: '赵某某', identity: '核对了居民身份证', what: '当事人写错', on: day },
  'zheng',
  day,
)

describe('国办发〔2018〕118号第（六）项 更正', () => {
  test('核实期间页面写明正在核实，不写是谁提出的；答复以后不再写；再次提出的，再写', async () => {
    const stream = `publication:${id}`
    assert.equal(await isChecking(), false)
    granted(await take(house, ybj, stream, asked))
    assert.equal(await isChecking(), true)
    granted(await take(house, ybj, stream, step('publication.refuseCorrection', { reason: '与决定书一致' }, 'zhou', day)))
    assert.equal(await isChecking(), false)
    granted(await take(house, ybj, stream, asked))
    assert.equal(await isChecking(), true)
  })
})
