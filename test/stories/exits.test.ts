import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { instant } from '#law/day'
import { type Story, story } from '#server/play'
import { freshDatabase } from '../db/template'
import { foundings, root, teller } from './telling'

/** A way out of the ordinary course 岔路: from where in a demo story it leaves, and how it ends. */
const exit = story.extend({ from: z.string().optional(), until: instant.optional() })
const here = join(root, 'test', 'stories', 'exits')

/** The steps of a demo story that were granted, before an instant. */
const until = (name: string, end: string): Story['steps'] =>
  story
    .parse(JSON.parse(readFileSync(join(root, 'demo', 'stories', `${name}.json`), 'utf8')))
    .steps.filter(({ at, expect }) => at < end && !expect)

describe('岔路：不予立案、撤销、中止、终止、移送、回避、登记保存、公告送达、听证、不予处罚、移送公安、延期', () => {
  for (const file of readdirSync(here).sort()) {
    const { title, from, until: end, steps } = exit.parse(JSON.parse(readFileSync(join(here, file), 'utf8')))
    test(`${title}（${file.replace('.json', '')}）`, async () => {
      const db = await freshDatabase()
      try {
        const told = { title, steps: [...(from && end ? until(from, end) : []), ...steps] }
        await teller(db.app).play([...(await foundings()), told])
      } finally {
        await db.drop()
      }
    })
  }
})
