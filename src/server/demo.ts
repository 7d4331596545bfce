import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash as argon2 } from '@node-rs/argon2'
import { type Step, type Story, story } from '#server/play'

/** Every account of the demo has this password 演示口令: the demo listens on this machine alone and holds invented people. */
export const demoPassword = 'mingjing-2026'

type DemoAgency = Readonly<{
  at: string
  agency: Readonly<{ id: string; name: string }>
  administrator: Readonly<{ id: string; name: string }>
  units: Readonly<Record<string, string>>
  officers: readonly Readonly<{ id: string; name: string; unit: string; posts: readonly string[] }>[]
  leader: string
  register: readonly unknown[]
}>

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

export const demoAgencies = (root: string): readonly DemoAgency[] => read(join(root, 'demo', 'agencies.json')) as readonly DemoAgency[]

/** The matters of the demo, one file each 演示案件. */
export const demoStories = (root: string): readonly Story[] =>
  readdirSync(join(root, 'demo', 'stories'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => story.parse(read(join(root, 'demo', 'stories', name))))

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
        step(administrator.id, 'agency.setCredential', { officer: officer.id, hash }),
      ]),
      ...register.map((entry) => step(leader, 'register.adopt', entry)),
    ],
  }
}
