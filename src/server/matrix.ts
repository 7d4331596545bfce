import { v7 } from 'uuid'
import type { levels } from '#agency/level'
import { type Post, postsZh } from '#agency/post'
import { demoAgencies, demoStories, founding } from '#server/demo'
import { sha256 } from '#server/digest'
import type { Step, Story } from '#server/play'

/** How far a matter has come 办理状态: nobody's yet, filed, the party told, published, or filed with one of its handlers recused. */
export const states = ['reported', 'filed', 'noticed', 'published', 'recused'] as const
export type State = (typeof states)[number]

export type Account = Readonly<{
  officer: string
  name: string
  unit: string
  posts: readonly Post[]
  password: string
  /** 已停用、岗位已到期 */
  state: 'open' | 'disabled' | 'expired'
}>
export type Planted = Readonly<{ stream: string; state: State; unit: string; handlers: readonly string[]; recused: readonly string[] }>
export type Member = Readonly<{
  agency: string
  name: string
  level: (typeof levels)[number]
  field: 'health' | 'medical-security'
  superior: string | null
  accounts: readonly Account[]
  streams: readonly Planted[]
}>

/** A jurisdiction for access tests 权限矩阵: its agencies, and how they and their matters come to be. The same seed, the same. */
export type Matrix = Readonly<{ members: readonly Member[]; stories: readonly Story[] }>

/** Places of the tree: two cities of a province, three counties. */
const places = [
  { id: 'p', zh: '甲省', level: 'province' },
  { id: 'c1', zh: '一市', level: 'city', under: 'p' },
  { id: 'c2', zh: '二市', level: 'city', under: 'p' },
  { id: 'x11', zh: '一市甲县', level: 'county', under: 'c1' },
  { id: 'x12', zh: '一市乙县', level: 'county', under: 'c1' },
  { id: 'x21', zh: '二市丙县', level: 'county', under: 'c2' },
] as const
export type Place = (typeof places)[number]['id']

/** What an agency of each field is modelled on: one of the demo, and a matter of its own told to the end. */
const fields = [
  { field: 'health', suffix: 'wjw', zh: '卫生健康委员会', word: '卫', like: 'yuanshan-wjw', story: '未将医疗废物按照类别' },
  { field: 'medical-security', suffix: 'ybj', zh: '医疗保障局', word: '医保', like: 'songkou-ybj', story: '虚构医疗服务、伪造医学文书' },
] as const

const units = { yike: '执法一科', erke: '执法二科' } as const
type UnitId = keyof typeof units
const LAST_DAY = '2024-12-31'
const certificate = (no: string) => ({ no, from: '2020-01-01', to: '2029-12-31' })

const handler = (id: string, unit: string, agency: string) => ({
  id,
  unit,
  posts: ['handler'] as const,
  certificate: certificate(`${agency}-${id}`),
})
const ofUnit = (unit: UnitId, agency: string) => [
  handler(`${unit}1`, unit, agency),
  handler(`${unit}2`, unit, agency),
  { id: `${unit}3`, unit, posts: ['unitHead'] as const, certificate: certificate(`${agency}-${unit}3`) },
]

/** Someone under every post, two units of handlers, one whose account is disabled and one whose post is over. */
const staff = (agency: string) =>
  [
    ...ofUnit('yike', agency),
    ...ofUnit('erke', agency),
    { id: 'reviewer', unit: 'office', posts: ['reviewer'] as const },
    { id: 'head', unit: 'office', posts: ['head', 'leaderInCharge'] as const },
    { id: 'leader', unit: 'office', posts: ['leaderInCharge'] as const },
    { id: 'principal', unit: 'office', posts: ['principalLeader'] as const },
    { id: 'publisher', unit: 'office', posts: ['publisher'] as const },
    { id: 'releaser', unit: 'office', posts: ['releaser'] as const },
    { id: 'supervisor', unit: 'office', posts: ['supervisor'] as const },
    handler('gone', 'yike', agency),
    { ...handler('past', 'erke', agency), to: LAST_DAY },
  ].map((each) => ({ ...each, name: `${postsZh[each.posts[0]]}${each.id}`, qualified: each.id === 'reviewer' }))

/** Who of the demo's agency, by the last digit of his number, is played by whom here. */
const cast = (unit: UnitId): Readonly<Record<string, string>> => ({
  ...{ 1: `${unit}1`, 2: `${unit}2`, 3: `${unit}3`, 4: 'reviewer' },
  ...{ 5: 'head', 6: 'principal', 7: 'publisher', 8: 'releaser', 9: 'supervisor' },
})
const played = <T>(said: T, unit: UnitId): T =>
  JSON.parse(JSON.stringify(said), (_key, value) =>
    typeof value === 'string' && /^[wy]0\d$/.test(value) ? cast(unit)[value.slice(2)] : value,
  )

/** The steps of a matter up to a state, told by this agency and unit. */
function stepsOf(steps: readonly Step[], state: State, agency: string, unit: UnitId): readonly Step[] {
  const last = (act: string) => steps.findIndex((step) => step.act === act)
  const end = { reported: last('case.report') + 1, noticed: last('penalty.decide'), published: steps.length }
  const filed = last('case.file') + 1
  const told = steps.slice(0, state === 'filed' || state === 'recused' ? filed : end[state]).map((step): Step => {
    const [, who = ''] = step.as.split('/')
    const kind = step.stream?.startsWith('publication:') ? 'publication' : 'case'
    return { ...played(step, unit), as: `${agency}/${played(who, unit)}`, stream: `${kind}:${state}` }
  })
  const at = told.at(-1)?.at ?? ''
  const act = (who: string, act: string, input: unknown): Step => ({ at, as: `${agency}/${who}`, act, stream: `case:${state}`, input })
  return state === 'recused'
    ? [
        ...told,
        act(`${unit}1`, 'case.recuseSelf', { reason: '与当事人有近亲属关系' }),
        act('head', 'case.decideRecusal', { no: 1, recused: true, why: '情况属实，应当回避' }),
      ]
    : told
}

/** Bytes that the seed and a word decide. */
const chosen = (seed: number, word: string): Buffer => sha256(Buffer.from(`matrix/${seed}/${word}`))

/** Every step bears an id that the seed decides: told twice, done once. */
const numbered = (seed: number, agency: string, what: string, steps: readonly Step[]): readonly Step[] =>
  steps.map((step, n) => ({
    ...step,
    id: v7({ msecs: Date.parse(step.at), random: chosen(seed, `${agency}/${what}/${n}`).subarray(0, 16) }),
  }))

/** The matrix of a seed; of fewer places and fields where fewer are asked for. */
export async function matrixOf(
  root: string,
  seed: number,
  only: Readonly<{ places: readonly Place[]; fields: readonly Member['field'][] }> = {
    places: places.map(({ id }) => id),
    fields: fields.map(({ field }) => field),
  },
): Promise<Matrix> {
  const password = chosen(seed, 'password').toString('base64url').slice(0, 20)
  const models = demoAgencies(root)
  const matters = demoStories(root)
  const members: Member[] = []
  const stories: Story[] = []
  for (const { field, suffix, zh, word, like, story } of fields.filter((each) => only.fields.includes(each.field)))
    for (const place of places.filter(({ id }) => only.places.includes(id))) {
      const model = models.find(({ agency }) => agency.id === like)
      const steps = matters.find(({ title }) => title.includes(story) && title.includes(model?.agency.name.slice(0, 2) ?? ''))?.steps
      if (!model || !steps) throw new Error(`演示中没有 ${like} 或者它的案件，无法生成`)
      const id = `s${seed}-${place.id}-${suffix}`
      const superior = 'under' in place ? `s${seed}-${place.under}-${suffix}` : null
      const { superior: _, ...particulars } = model.agency
      const agency = {
        ...particulars,
        ...{ id, name: `${place.zh}${zh}（${seed} 号）`, shortName: `${place.zh}${word}`, word: `${place.zh}${word}`, level: place.level },
        ...(superior ? { superior } : {}),
      }
      const people = staff(id)
      const first = await founding(
        { ...model, agency, administrator: { id: 'admin', name: '系统管理员' }, units, officers: people, leader: 'principal' },
        password,
      )
      const disabling: Step = { at: model.at, as: `${id}/admin`, act: 'agency.disableAccount', input: { officer: 'gone', why: '停用' } }
      stories.push({ ...first, steps: numbered(seed, id, 'founding', [...first.steps, disabling]) as Step[] })
      const streams = states.map((state): Planted => {
        const unit: UnitId = (chosen(seed, `${id}/${state}`)[0] ?? 0) % 2 ? 'yike' : 'erke'
        const told = numbered(
          seed,
          id,
          state,
          stepsOf(
            steps.filter(({ expect }) => !expect),
            state,
            id,
            unit,
          ),
        )
        stories.push({ title: `${agency.name}：${state}`, steps: told as Step[] })
        const isFiled = state !== 'reported'
        return {
          stream: `case:${told[0]?.id}`,
          ...{ state, unit, handlers: isFiled ? [`${unit}1`, `${unit}2`] : [], recused: state === 'recused' ? [`${unit}1`] : [] },
        }
      })
      members.push({
        ...{ agency: id, name: agency.name, level: place.level, field, superior, streams },
        accounts: [
          ...people.map(
            ({ id, name, unit, posts }): Account => ({
              ...{ officer: id, name, unit, posts, password },
              state: id === 'gone' ? 'disabled' : id === 'past' ? 'expired' : 'open',
            }),
          ),
          { officer: 'admin', name: '系统管理员', unit: 'office', posts: ['administrator'], password, state: 'open' },
        ],
      })
    }
  return { members, stories }
}
