import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { formIds } from '#documents/form'
import { loadPacks } from '#policy/load'
import { chainOf } from '#policy/overlay'
import { families } from '#policy/pack'
import { findParameter, keyedElsewhere, modeZh, parameters, unset } from '#policy/parameters'
import { standingsOf } from '#policy/standing'

const src = fileURLToPath(new URL('../', import.meta.url))
const { packs, provisions } = loadPacks()
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

/** Keys that sources ask for by name: `inForce(law.periods, 'payment', …)`. */
const asked = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\b(inForce|findInForce|limitOf|limitMs)\(\s*(?:\w+\.)*(\w+),\s*'([^']+)'/g)].map(
    ([, how = '', family = '', key = '']) => ({
      path,
      how,
      family: families.find((each) => each === family) ?? ('limits' as const),
      key,
    }),
  ),
)

describe('参数表', () => {
  test('每个参数只有一行，条款都已登记', () => {
    assert.equal(new Set(parameters.map(({ family, key }) => `${family} ${key}`)).size, parameters.length)
    for (const { clauses, key } of parameters) for (const id of clauses) assert.ok(provisions.has(id), `${key} ${id}`)
  })

  test('程序按名称问到的参数，表中都有', () => {
    assert.ok(asked.length > 80)
    const unknown = asked.filter(({ family, key }) => !findParameter(family, key))
    assert.deepEqual(unknown, [])
  })

  test('没有它不能办案的，每个领域都有一行在施行', () => {
    const fields = [...packs.values()].filter(({ field }) => field)
    assert.equal(fields.length, 7)
    for (const pack of fields) {
      const standing = standingsOf(chainOf(packs, pack.id), '2026-11-21')
      for (const { family, key, always } of parameters)
        if (always)
          assert.ok(
            standing.some(({ parameter, row }) => parameter.key === key && parameter.family === family && row),
            `${pack.id} ${key}`,
          )
    }
  })

  test('规则包中的每一项不是参数，就是条款或者文书', () => {
    for (const { id, rules } of packs.values())
      for (const family of families)
        for (const key of Object.keys(rules[family]))
          assert.ok(keyedElsewhere.includes(family) || findParameter(family, key), `${id} ${family} ${key}`)
    assert.deepEqual(Object.keys(packs.get('cn')?.rules.forms ?? {}).sort(), [...formIds].sort())
  })
})

describe('方式都有中文，办案人员读得懂', () => {
  const readable = (key: string, mode: string) => {
    const zh = modeZh(key, mode)
    assert.match(zh, /\p{Script=Han}/u, `${key} ${mode}`)
    assert.doesNotMatch(zh, /[A-Za-z]/, `${key} ${mode}`)
  }
  test('规则包里写的每一种', () => {
    const found = [...packs.values()].flatMap(({ rules }) =>
      Object.entries(rules.modes).flatMap(([key, rows]) => rows.map(({ mode }) => ({ key, mode }))),
    )
    assert.ok(found.length > 100)
    for (const { key, mode } of found) readable(key, mode)
  })
  test('可以选的每一种；没有可选的，写明怎样读', () => {
    for (const { family, key, modes, reads } of parameters) {
      for (const mode of Object.keys(modes ?? {})) readable(key, mode)
      assert.equal(family === 'modes', Boolean(modes) !== Boolean(reads), key)
    }
  })
  test('不是表中所列的，原样读出', () => assert.equal(modeZh('review.at', 'toString'), 'toString'))
})

describe('没有条文规定的，不设默认，由本机关确定', () => {
  const open = (id: string) =>
    standingsOf(chainOf(packs, id), '2026-11-21')
      .filter(({ state }) => state === 'open')
      .map(({ parameter: { family, key } }) => `${family} ${key}`)
  test('卫生健康的审核时限', () => {
    for (const id of ['siping-health', 'wuding-health', 'wanzhou-health', 'jilin-health'])
      assert.ok(open(id).includes('periods review'), id)
    assert.ok(!open('jilin-medical-security').includes('periods review'))
  })
  test('SP-2-3-4、YB-3-2-2-17 移交只写及时，WZ-JL-21-1 两个工作日', () => {
    assert.ok(open('siping-health').includes('periods recording.handOver'))
    assert.ok(open('jilin-medical-security').includes('periods recording.handOver'))
    assert.ok(!open('wanzhou-health').includes('periods recording.handOver'))
  })
  test('WZ-JL-23-0 长期没有年数', () => assert.ok(open('wanzhou-health').includes('periods retention.longTerm')))
  test('ZR-3-3-3-18 进展及时反馈，没有日数', () => assert.ok(open('jilin-health').includes('periods complaint.progress')))
  test('较大数额罚款，各包都没有', () => {
    for (const { id, field } of packs.values()) if (field) assert.ok(open(id).includes('amounts hearing.fine.natural'), id)
  })
  test('说得出由谁确定、确定以前怎样办', () => {
    const review = findParameter('periods', 'review')
    assert.ok(review)
    assert.equal(unset(review), '法制审核时限没有条文规定，由本机关以“采用本机关清单”确定；确定以前，法制审核不计时限，不提示超期')
  })
})
