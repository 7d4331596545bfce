import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { instant } from '#law/day'
import { demoStories, storyIn } from '#server/demo'
import { type Story, story } from '#server/play'
import { type Fresh, freshDatabase } from '../db/template'
import { foundings, root, teller } from './telling'

/** A gate 关口: how a matter comes to it (a story, told until an instant), and the steps in which it refuses. */
const gate = story.extend({ from: z.string().optional(), until: instant.optional() })

const here = join(root, 'test', 'stories')
const textOf = (name: string) =>
  readFileSync(name.startsWith('stuck-') ? join(here, `${name}.json`) : join(root, 'demo', 'stories', `${name}.json`), 'utf8')
const read = (name: string): Story => story.parse(JSON.parse(textOf(name)))

/** The steps of a story that were granted, before an instant; what goes on from a story begins with it. */
function until(name: string, end: string): Story['steps'] {
  const steps = [...(name === 'stuck-goes-on' ? read('stuck').steps : []), ...read(name).steps]
  return steps.filter(({ at, expect }) => at < end && !expect)
}

const gates = readdirSync(join(here, 'gates'))
  .sort()
  .map((file) => ({ file, ...gate.parse(JSON.parse(readFileSync(join(here, 'gates', file), 'utf8'))) }))

/** Each gate has agencies of its own: what one of them appoints or adopts is nobody else's. */
const renamed = (steps: Story['steps'], n: number): Story['steps'] => {
  const own = (agency: string) => agency.replace(/^(yuanshan|songkou)-/, `gate${n}-$1-`)
  return steps.map((step) => ({
    ...step,
    as: own(step.as),
    input: step.act === 'agency.found' ? { ...(step.input as object), id: own((step.input as { id: string }).id) } : step.input,
  }))
}

describe('关口：依法不予办理', () => {
  let db: Fresh
  let founded: Story['steps']
  before(async () => {
    db = await freshDatabase()
    founded = (await foundings()).flatMap(({ steps }) => steps).filter(({ act }) => act !== 'agency.setCredential')
  })
  after(() => db.drop())

  for (const [n, { file, title, from, until: end, steps }] of gates.entries())
    test(`${title}（${file.replace('.json', '')}）`, async () => {
      assert.ok(steps.at(-1)?.expect, '最后一步应当不予办理')
      const [agency = ''] = steps[0]?.as.split('/') ?? []
      const agencies = founded.filter(({ as }) => as.startsWith(`${agency}/`))
      const all = renamed([...agencies, ...(from && end ? until(from, end) : []), ...steps], n)
      await teller(db.app).play([{ title, steps: all }])
    })
})

describe('每一种不予办理都有故事或者规则测试', () => {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const source = files(join(root, 'src'))
  const tests = [...source.filter((file) => file.endsWith('.test.ts')), join(here, 'order.test.ts')].map((file) =>
    readFileSync(file, 'utf8'),
  )
  const told = new Set(
    [...gates, ...demoStories(root), ...['stuck-goes-on', 'across-2021'].map((name) => storyIn(join(here, `${name}.json`)))].flatMap(
      ({ steps }) => steps.flatMap(({ expect }) => (expect && 'refused' in expect ? [expect.refused] : [])),
    ),
  )
  const codes = new Set(
    source
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\brefuse\(\s*'([a-z-]+)'/g)].map(([, code]) => code ?? '')),
  )

  test('逐一核对', () => {
    assert.ok(codes.size > 70)
    const untested = [...codes].filter((code) => !told.has(code) && !tests.some((text) => text.includes(`'${code}'`)))
    assert.deepEqual(untested, [])
  })
})
