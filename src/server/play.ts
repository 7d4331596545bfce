import { z } from 'zod'
import { findAct } from '#acts/table'
import type { Caller } from '#agency/may'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { instant } from '#law/day'
import type { Answer, Door, Outcome } from '#server/act'
import type { StoryClock } from '#server/clock'
import { newId } from '#server/config'
import { followups } from '#server/followups'

/** One step of a story 情节: when, who (`agency/officer`, or `agency/system`), which act on which stream, and what must come of it. */
const step = z.strictObject({
  at: instant,
  /** The act's own id 编号: a step told again is not done again. */
  id: z.uuidv7().optional(),
  as: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, '应为 机关/工号'),
  act: z.string(),
  stream: z.string().optional(),
  version: z.int().optional(),
  input: z.unknown(),
  expect: z
    .union([
      z.strictObject({ refused: z.string(), clause: z.string().optional() }),
      z.strictObject({ is: z.enum(['forbidden', 'notFound', 'stale', 'malformed']) }),
    ])
    .optional(),
  says: z.string().optional(),
})
export type Step = z.infer<typeof step>

/** A story 故事: a matter told in acts. Streams are named by alias (`case:rc-3`); the first act that begins one gives it its id. */
export const story = z.strictObject({
  title: z.string(),
  /** Where the facts come from; absent when all is invented. */
  source: z.string().optional(),
  /** What was invented because the source does not say it 演示虚构. */
  invented: z.array(z.string()).optional(),
  steps: z.array(step),
})
export type Story = z.infer<typeof story>

export type Played = Readonly<{ step: Step; outcome: Outcome; stream?: StreamName }>

/** A story that went another way than it says. */
export class StoryBroken extends Error {}

const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** Plays stories through the door, in the order of their instants, the story clock moving forward with them. */
export function player({ door, pool, clock }: Readonly<{ door: Door; pool: Pool; clock: StoryClock }>) {
  const names = new Map<string, StreamName>()
  const due = followups({ pool, door, clock })
  let begun = false

  function streamOf(agency: string, alias: string | undefined): StreamName | undefined {
    if (!alias) return undefined
    const name = alias as StreamName
    if (isUuid.test(idOf(name)) || ['agency', 'register', 'supervision'].includes(kindOf(name))) return name
    // what follows a matter bears its id
    const held = names.get(`${agency}/${name}`) ?? names.get(`${agency}/case:${idOf(name)}`)
    return held && (`${kindOf(name)}:${idOf(held)}` as StreamName)
  }

  async function seen(agency: string, stream: StreamName | undefined): Promise<number> {
    if (!stream) return 0
    const { rows } = await reading(pool, agency, (db) =>
      db.query<{ version: number }>('select version from stream_head where agency = $1 and kind = $2 and id = $3', [
        agency,
        kindOf(stream),
        idOf(stream),
      ]),
    )
    return rows[0]?.version ?? 0
  }

  /** What a step that bears an id was answered when it was told before. */
  async function answered(agency: string, { id }: Step): Promise<Answer | undefined> {
    if (!id) return undefined
    const { rows } = await reading(pool, agency, (db) =>
      db.query<{ answer: Answer }>('select answer from act_answer where agency = $1 and id = $2', [agency, id]),
    )
    return rows[0]?.answer
  }

  async function one(told: Step): Promise<Played> {
    const [agency = '', officer = ''] = told.as.split('/')
    const before = await answered(agency, told)
    if (before) {
      if (told.stream) names.set(`${agency}/${told.stream}`, before.stream)
      return { step: told, outcome: { is: 'granted', answer: before }, stream: before.stream }
    }
    if (!begun || told.at > clock.now()) clock.set(told.at)
    if (begun) await due.run()
    begun = true
    const caller: Caller = officer === 'system' ? { kind: 'system', agency } : { kind: 'officer', agency, officer }
    const act = findAct(told.act)
    if (!act) throw new StoryBroken(`没有 ${told.act} 这一行为`)
    const stream = streamOf(agency, told.stream)
    if (told.stream && !stream && !act.founds) throw new StoryBroken(`${told.stream} 还没有开始，不能 ${told.act}`)
    const version = told.version ?? (act.seen ? await seen(agency, stream) : undefined)
    const sent = { id: told.id ?? newId(), input: told.input, ...(stream ? { stream } : {}), ...(version === undefined ? {} : { version }) }
    const outcome = await door.send(told.act, sent, caller)
    check(told, outcome)
    if (outcome.is === 'granted' && act.founds && told.stream) names.set(`${agency}/${told.stream}`, outcome.answer.stream)
    return { step: told, outcome, ...(outcome.is === 'granted' ? { stream: outcome.answer.stream } : {}) }
  }

  return {
    /** The stream that an alias came to be, for reading what was played. */
    named: (agency: string, alias: string): StreamName => {
      const name = streamOf(agency, alias)
      if (!name) throw new StoryBroken(`故事里没有 ${alias}`)
      return name
    },

    /** @throws {StoryBroken} at the first step that ends otherwise than it says, naming it */
    async play(stories: readonly Story[], each: (played: Played) => void = () => {}): Promise<void> {
      const steps = stories.flatMap(({ steps }) => steps).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      for (const told of steps) each(await one(told))
    },
  }
}
export type Player = ReturnType<typeof player>

function check(told: Step, outcome: Outcome): void {
  const where = `${told.at} ${told.as} ${told.act}${told.stream ? ` ${told.stream}` : ''}`
  const { expect } = told
  if (!expect) {
    if (outcome.is !== 'granted') throw new StoryBroken(`${where}：应当办成，却是 ${JSON.stringify(outcome)}`)
  } else if ('is' in expect) {
    if (outcome.is !== expect.is) throw new StoryBroken(`${where}：应当是 ${expect.is}，却是 ${JSON.stringify(outcome)}`)
  } else if (outcome.is !== 'refused' || outcome.refusal.code !== expect.refused)
    throw new StoryBroken(`${where}：应当因 ${expect.refused} 不予办理，却是 ${JSON.stringify(outcome)}`)
  else if (expect.clause && !outcome.refusal.clauses.some((id) => id === expect.clause))
    throw new StoryBroken(`${where}：应当引用 ${expect.clause}，却引用 ${outcome.refusal.clauses.join('、')}`)
}
