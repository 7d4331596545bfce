import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash as argon2 } from '@node-rs/argon2'
import { type Post, postsZh } from '#agency/post'
import { type Step, type Story, story } from '#server/play'
import { tourStops } from '#server/tour'

/** Every account of the demo has this password 演示口令: the demo listens on this machine alone and holds invented people. */
export const demoPassword = 'mingjing-2026'

type DemoAgency = Readonly<{
  at: string
  agency: Readonly<{ id: string; name: string; shortName: string; superior?: string }>
  administrator: Readonly<{ id: string; name: string }>
  units: Readonly<Record<string, string>>
  officers: readonly Readonly<{ id: string; name: string; unit: string; posts: readonly Post[] }>[]
  leader: string
  register: readonly unknown[]
}>

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

export const demoAgencies = (root: string): readonly DemoAgency[] => read(join(root, 'demo', 'agencies.json')) as readonly DemoAgency[]

/** One story from its file. @throws {SyntaxError} or zod's error when it is none */
export const storyIn = (file: string): Story => story.parse(read(file))

/** The matters of the demo, one file each 演示案件. */
export const demoStories = (root: string): readonly Story[] =>
  readdirSync(join(root, 'demo', 'stories'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => storyIn(join(root, 'demo', 'stories', name)))

/** What the guided tour of the demo stops at 演示导览. */
export const demoTour = (root: string) => tourStops.parse(read(join(root, 'demo', 'tour.json')))

/** How an agency of the demo comes to be, told as acts like everything else: founded, manned, its register adopted. */
export async function founding(
  { at, agency, administrator, units, officers, leader, register }: DemoAgency,
  password = demoPassword,
): Promise<Story> {
  const hash = await argon2(password)
  const as = (who: string) => `${agency.id}/${who}`
  const step = (who: string, act: string, input: unknown): Step => ({ at, as: as(who), act, input })
  return {
    title: `设立${agency.name}`,
    steps: [
      step('system', 'agency.found', { ...agency, administrator: { ...administrator, hash } }),
      ...Object.entries(units).map(([unit, name]) => step(administrator.id, 'agency.nameUnit', { unit, name })),
      ...officers.flatMap((officer) => [
        step(administrator.id, 'agency.appoint', officer),
        step('system', 'agency.setCredential', { officer: officer.id, hash }),
      ]),
      ...register.map((entry) => step(leader, 'register.adopt', entry)),
    ],
  }
}

/** A person one can sign in as 演示账号. */
export type Account = Readonly<{
  agency: string
  agencyZh: string
  officer: string
  name: string
  posts: readonly string[]
  password: string
}>

export const accountsOf = (agencies: readonly DemoAgency[], password = demoPassword): readonly Account[] =>
  agencies.flatMap(({ agency, administrator, officers }) =>
    [...officers, { ...administrator, posts: ['administrator'] as const }].map(({ id, name, posts }) => ({
      agency: agency.id,
      agencyZh: agency.shortName,
      officer: id,
      name,
      posts: posts.map((post) => postsZh[post]),
      password,
    })),
  )

/** What the demo is made of: its stories, and the law and the program they were told with. Another digest, another demo. */
export function demoDigest(root: string): string {
  const state = createHash('sha256')
  for (const folder of ['demo', 'db', 'packs', 'src'].map((name) => join(root, name)).filter((path) => existsSync(path)))
    for (const entry of filesIn(folder))
      state
        .update(`${entry.slice(root.length)}\n`)
        .update(readFileSync(entry))
        .update('\n')
  return state.digest('hex')
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
