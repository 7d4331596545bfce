import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { table } from '#acts/table'
import { readSources } from '#server/asks'
import { makeAll } from '#server/commands/docs'
import { findRoot } from '#server/config'

const root = findRoot()
const { asksOf } = readSources(join(root, 'src'))

describe('生成的文件', () => {
  for (const [path, made] of Object.entries(makeAll(root)))
    test(`${path} 与源码、规则包、测试一致`, () =>
      assert.ok(
        readFileSync(join(root, path), 'utf8') === made,
        `${path} is out of date: run \`node bin/mingjing.mjs docs\` and commit the file`,
      ))
})

describe('docs/acts.md', () => {
  const page = readFileSync(join(root, 'docs', 'acts.md'), 'utf8')

  test('每一个行为都在其中，只写一次', () => {
    for (const { id, zh } of table) assert.equal(page.split(`### ${zh} \`${id}\``).length, 2, id)
  })
})

describe('从源码读出的要求', () => {
  const codes = (act: string) => asksOf(act).refusals.map(({ code }) => code)

  test('行为自己的，和它所问的规则的，都读得到', () => {
    for (const code of ['review-missing', 'notice-missing', 'law-changed']) assert.ok(codes('penalty.decide').includes(code), code)
    assert.ok(codes('case.addEvidence').includes('not-handler'))
    assert.ok(asksOf('hearing.notify', ['reviewBeforeNotice']).refusals.some(({ code }) => code === 'review-before-notice'))
    assert.deepEqual(
      asksOf('calendar.enter').refusals.find(({ code }) => code === 'year-fixed'),
      { code: 'year-fixed', zh: '…年的放假安排已在规则包中，不能另行录入' },
    )
  })

  test('别的行为的要求，不算在它名下', () => {
    assert.ok(!codes('case.report').includes('review-missing'))
    assert.ok(!codes('publication.open').includes('not-prepared'))
  })

  test('起算的期限和随后办理的事', () => {
    assert.deepEqual(asksOf('case.file').periods, ['decision', 'timebar.harm', 'timebar'])
    assert.deepEqual(asksOf('case.report').periods, ['filing'])
    assert.ok(asksOf('penalty.decide').follows.includes('publication.open'))
    assert.ok(asksOf('case.deliver').follows.includes('execution.fallDue'))
  })
})
