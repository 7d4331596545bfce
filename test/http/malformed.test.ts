import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { findAct } from '#acts/table'
import { newId } from '#server/config'
import { filled, type Schema } from './filled'
import { counts, type House, isProblem, openHouse, type Person, type Said, wjw } from './house'

const LONG = process.env.LONG === '1'

type Field = Readonly<{ path: readonly (string | number)[]; schema: Schema; value: unknown; required: boolean }>

function fieldsOf(schema: Schema, value: unknown, path: Field['path'] = []): readonly Field[] {
  const chosen = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (chosen) return fieldsOf(chosen, value, path)
  const inner = (name: string | number, held: Schema, required: boolean) => {
    const found = (value as Record<string | number, unknown>)[name]
    return [{ path: [...path, name], schema: held, value: found, required }, ...fieldsOf(held, found, [...path, name])]
  }
  if (schema.type === 'object')
    return Object.entries(schema.properties ?? {}).flatMap(([name, held]) => inner(name, held, !!schema.required?.includes(name)))
  if (schema.type === 'array') return inner(0, schema.prefixItems?.[0] ?? schema.items ?? {}, true)
  return []
}

/** What `JSON.stringify` cannot write, put in afterwards. */
const raw = { surrogate: '"\\ud800"', huge: '1e400', deep: `${'['.repeat(1000)}${']'.repeat(1000)}` } as const
const MARK = (name: keyof typeof raw) => `@@${name}@@`
const text = (body: unknown) =>
  Object.entries(raw).reduce(
    (said, [name, with_]) => said.replaceAll(`"${MARK(name as keyof typeof raw)}"`, () => with_),
    JSON.stringify(body),
  )

const set = (value: unknown, [name, ...rest]: Field['path'], to: unknown): unknown => {
  if (name === undefined) return to
  const copy: Record<string | number, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) }
  const inner = set(copy[name], rest, to)
  if (inner === undefined && !Array.isArray(value)) delete copy[name]
  else copy[name] = inner
  return copy
}

/** What may be wrong with one field. */
function wrongs({ schema, value, required }: Field): readonly (readonly [string, unknown])[] {
  const isText = typeof value === 'string'
  return [
    ['种类不对', isText ? 12345 : 'x'],
    ['空值', null],
    ['嵌套千层', MARK('deep')],
    ...(required ? [['缺项', undefined] as const] : []),
    ...(isText
      ? ([
          ['含空字符', 'a\u0000b'],
          ['孤立代理项', MARK('surrogate')],
        ] as const)
      : []),
    ...(isText && schema.maxLength ? [['过长', '长'.repeat(schema.maxLength + 1)] as const] : []),
    ...(typeof value === 'number'
      ? ([
          ['大得不成数', MARK('huge')],
          ['小数', 1.5],
        ] as const)
      : []),
  ]
}

let house: House
let person: Person
let acts: readonly Readonly<{ id: string; seen: boolean; input: Schema }>[]
before(async () => {
  house = await openHouse()
  person = await house.as(`${wjw}/w01`)
  acts = (await house.ask({ method: 'GET', url: '/api/acts' })).body as never
})
after(() => house.close())

const post = (act: string, payload: string, type = 'application/json'): Promise<Said> =>
  person.ask({ method: 'POST', url: `/api/acts/${act}`, payload, headers: { 'content-type': type } })

/** Malformed, and told at which field. */
function names(answer: Said, path: string, what: string): void {
  isProblem(answer, 400, 'malformed')
  const paths = answer.body.fields?.map((field) => field.path) ?? []
  assert.ok(
    paths.some((found) => found === path || found.startsWith(`${path}.`)),
    `${what} ${path}: ${paths.join(', ')}`,
  )
  for (const { zh } of answer.body.fields ?? []) assert.match(zh, /\p{Script=Han}/u, `${what} ${path}`)
}

describe('填得不成样的，一律 400，指明哪一项，什么也不写', () => {
  test(LONG ? '每一行为的每一项' : '每一行为的每一项（每三项试一项）', async () => {
    let [sent, nth] = [0, Date.now() % 3]
    const before = await counts(house)
    for (const { id, seen, input } of acts) {
      const lawful = filled(input)
      const read = findAct(id)?.input.safeParse(lawful)
      assert.ok(read?.success, `${id}: ${JSON.stringify(lawful)} ${read?.error?.message}`)
      const body = (input: unknown) =>
        text({ id: newId(), stream: `${findAct(id)?.stream}:${newId()}`, ...(seen ? { version: 1 } : {}), input })
      for (const field of fieldsOf(input, lawful))
        for (const [what, to] of wrongs(field)) {
          if (!LONG && nth++ % 3 > 0) continue
          sent++
          names(await post(id, body(set(lawful, field.path, to))), ['input', ...field.path].join('.'), `${id} ${what}`)
        }
      names(await post(id, body({ ...(lawful as object), surplus: 1 })), 'input.surplus', id)
      names(await post(id, body({ ...(lawful as object), 'a\u0000': 1 })), 'input', id)
    }
    assert.deepEqual(await counts(house), before)
    assert.ok(sent > (LONG ? 1_500 : 500), `${sent}`)
  })

  test('信封的每一项：编号、事件流、版本', async () => {
    const before = await counts(house)
    const good = { id: newId(), stream: `case:${newId()}`, version: 1, input: {} }
    for (const { id } of acts) {
      for (const [path, wrong] of [
        ['id', ['', 'x', 1, null, '0190f0c8-0000-4000-8000-000000000000', `${newId()}\u0000`, undefined, MARK('surrogate')]],
        ['stream', ['', 'x', 'case:', 'nothing:1', 'case:A', "case:'", 'case:a\u0000', 1, null, `case:${'a'.repeat(65)}`, MARK('deep')]],
        ['version', ['1', 1.5, -1, null, MARK('huge'), 1e300]],
        ['input', [undefined]],
      ] as const)
        for (const value of id === acts[0]?.id || path === 'id' ? wrong : wrong.slice(0, 2)) {
          const answer = await post(id, text(set(good, [path], value)))
          if (path === 'input') isProblem(answer, 400, 'malformed')
          else names(answer, path, `${id} ${JSON.stringify(value)}`)
        }
      names(await post(id, text({ ...good, surplus: 1 })), 'surplus', id)
    }
    assert.deepEqual(await counts(house), before)
  })

  test('不是 JSON、原型污染、类型不对、太大', async () => {
    const before = await counts(house)
    const big = JSON.stringify({ id: newId(), input: 'x'.repeat(10 << 20) })
    const larger = big.repeat(2)
    for (const { id } of acts) {
      for (const payload of [
        '',
        '{',
        'x',
        `{"id":"${newId()}","input":{"__proto__":{"admin":true}}}`,
        `{"id":"${newId()}","input":{"constructor":{"prototype":{"x":1}}}}`,
      ])
        isProblem(await post(id, payload), 400, 'malformed')
      isProblem(await post(id, '{}', 'text/plain'), 400, 'malformed')
      isProblem(await post(id, findAct(id)?.bulk ? larger : big), 413, 'too-large')
    }
    assert.deepEqual(await counts(house), before)
  })
})
