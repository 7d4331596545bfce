import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { instant } from '#law/day'
import { type Story, story } from '#server/play'
import { type Fresh, freshDatabase } from '../db/template'
import { foundings, root, teller } from './telling'

/** How a matter leaves the way to a decision: a demo story until an instant, and what then happens instead. */
const exit = story.extend({ from: z.string(), until: instant })

const here = join(root, 'test', 'stories', 'exits')
const exits = readdirSync(here)
  .sort()
  .map((file) => ({ file, ...exit.parse(JSON.parse(readFileSync(join(here, file), 'utf8'))) }))

/** The steps of a demo story that were granted, before an instant. */
const until = (name: string, end: string): Story['steps'] =>
  story
    .parse(JSON.parse(readFileSync(join(root, 'demo', 'stories', `${name}.json`), 'utf8')))
    .steps.filter(({ at, expect }) => at < end && !expect)

describe('出口：不予处罚、移送公安、延期、撤销', () => {
  let founded: Story['steps']
  before(async () => {
    founded = (await foundings()).flatMap(({ steps }) => steps).filter(({ act }) => act !== 'agency.setCredential')
  })

  for (const { file, title, from, until: end, steps } of exits)
    describe(file.replace('.json', ''), () => {
      let db: Fresh
      before(async () => {
        db = await freshDatabase()
      })
      after(() => db.drop())
      test(title, async () => {
        const [agency = ''] = steps[0]?.as.split('/') ?? []
        const agencies = founded.filter(({ as }) => as.startsWith(`${agency}/`))
        await teller(db.app).play([{ title, steps: [...agencies, ...until(from, end), ...steps] }])
      })
    })
})
