import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { folds, table } from '#acts/table'
import { agencyChoices } from '#agency/choices'
import { streamKinds } from '#agency/stream'
import { choicesOf } from '#dossier/choices'
import { noMatter } from '#penalty/matter'
import { publicationChoices } from '#publication/choices'
import { lawChoices } from '#register/choices'
import { health, packs } from '../../test/ordinary.ts'

type Schema = Readonly<{
  title?: string
  of?: string
  const?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  prefixItems?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
}>

const schemas = new Map(table.map((act) => [act, z.toJSONSchema(act.input, { io: 'input' }) as Schema]))
const schemaOf = (act: (typeof table)[number]): Schema => schemas.get(act) ?? {}

/** A schema and every one inside it, each with its path. */
function inside(schema: Schema, at: string): [string, Schema][] {
  const { properties = {}, items, prefixItems = [], oneOf = [], anyOf = [] } = schema
  return [
    [at, schema],
    ...Object.entries(properties).flatMap(([name, each]) => inside(each, `${at}.${name}`)),
    ...(items ? inside(items, `${at}[]`) : []),
    ...[...prefixItems, ...oneOf, ...anyOf].flatMap((each, n) => inside(each, `${at}|${n}`)),
  ]
}

describe('执法行为总表', () => {
  test('每一项有名称和登记在册的条款', () => {
    for (const { id, zh, clauses } of table) {
      assert.match(zh, /^\p{Script=Han}/u, id)
      for (const clause of clauses) assert.ok(packs.provisions.has(clause), `${id} ${clause}`)
    }
  })

  test('编号不重复，以事件流或者室名开头', () => {
    assert.equal(new Set(table.map(({ id }) => id)).size, table.length)
    for (const { id } of table) assert.match(id, /^[a-z]+\.[a-zA-Z]+$/)
  })

  test('每一类事件流都有自己的经过', () => assert.deepEqual(Object.keys(folds).sort(), [...streamKinds].sort()))

  test('办理内容都能写成表单', () => assert.equal(schemas.size, table.length))

  test('办案和公示的每一个字段、每一种选择都有中文名', () => {
    const sent = table.filter(({ stream, by }) => (stream === 'case' || stream === 'publication') && by !== 'system')
    const nameless = sent.flatMap((act) =>
      inside(schemaOf(act), act.id)
        .filter(([at, { title }]) => !title && /\.[a-zA-Z]+$|\|\d+$/.test(at.slice(act.id.length)))
        .map(([at]) => at),
    )
    assert.deepEqual(nameless, [])
  })

  test('表单中的每一个选项出处，案卷都给出选项', () => {
    const ofMatter = Object.keys(choicesOf(noMatter, health.agency, health.law, '2026-03-02'))
    const ofAgency = Object.keys(agencyChoices(health.agency))
    const ofPublication = Object.keys(publicationChoices(health.law, '2026-03-02', []))
    const ofRegister = [...ofMatter, ...Object.keys(lawChoices([], [], []))]
    const choices: Readonly<Record<string, readonly string[]>> = { agency: ofAgency, publication: ofPublication, register: ofRegister }
    for (const act of table) {
      const offered = choices[act.stream] ?? ofMatter
      for (const [at, { of }] of inside(schemaOf(act), act.id)) assert.ok(!of || offered.includes(of), `${at} of ${of}`)
    }
  })

  test('裁决、审批、决定、发布须写明所见版本', () => {
    for (const id of ['case.file', 'review.conclude', 'decision.discuss', 'penalty.decide', 'publication.approve', 'publication.release'])
      assert.equal(table.find((act) => act.id === id)?.seen, true, id)
  })

  test('没有越过关口的岗位：系统管理员不办案', () => {
    for (const { id, by, stream } of table)
      if (Array.isArray(by) && (stream === 'case' || stream === 'publication')) assert.ok(!by.includes('administrator'), id)
  })
})
