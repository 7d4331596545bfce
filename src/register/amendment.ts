import { z } from 'zod'
import { act, type RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { moved, type Reckoned, reckonedRow, reckonInput, runningOf } from '#agency/reckon'
import type { StreamName } from '#agency/stream'
import { type ClauseId, clauseId } from '#law/clause'
import { type Day, day, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, type Law, on } from '#policy/law'
import type { ClauseFile } from '#policy/provision'
import type { Register } from '#register/register'

/** 变动方式: what became of a text. */
export const hows = { promulgated: '公布施行', revised: '修订、修正', abolished: '废止' } as const
/** 效力级别, by the ids of the packs' `basis.levels`: a clock starts for what may be a basis (ZR-3-1-1-10: 法律、法规、规章). */
export const levels = { law: '法律', regulation: '行政法规、地方性法规', rule: '规章', normative: '规范性文件' } as const
/** What has to follow a change of the law 应当办理的修订, and what the packs call its time. */
export const works = {
  basis: { zh: '修订执法依据', period: 'basis.revise' },
  benchmark: { zh: '制定、修订裁量基准', period: 'benchmark.revise' },
} as const
export type Work = keyof typeof works
const workIds = Object.keys(works) as [Work, ...Work[]]

const input = z.strictObject({
  title: words(200).meta({ title: '法规、文件名称' }),
  text: words(20).exactOptional().meta({ title: '条款登记中的编号（新颁布的不填）', of: 'law.text' }),
  how: z.enum(Object.keys(hows) as [keyof typeof hows, ...(keyof typeof hows)[]]).meta({ title: '变动', labels: hows }),
  level: z.enum(Object.keys(levels) as [keyof typeof levels, ...(keyof typeof levels)[]]).meta({ title: '效力级别', labels: levels }),
  promulgatedOn: day.meta({ title: '公布日期' }),
  from: day.meta({ title: '施行（失效）日期' }),
  clauses: z.array(clauseId).max(500).meta({ title: '涉及的条款（不填的，整部）', of: 'law.clause' }),
  source: words(300).meta({ title: '来源：公布的文号、网址' }),
})

/** A change of the law as the agency recorded it 法规变动. */
export type Amendment = Readonly<z.infer<typeof input> & { no: number; by: string; on: Day; works: readonly Owed[] }>
type Owed = Readonly<{ work: Work; term: Term; settled?: Readonly<{ text: string; on: Day; by: string }> }>

export type LawEvent =
  | Readonly<{ kind: 'law.changed'; amendment: Amendment }>
  | Readonly<{ kind: 'law.settled'; no: number; work: Work; text: string; on: Day; by: string }>
  | (Readonly<{ kind: 'register.reckoned' }> & Reckoned)

const keyOf = (no: number, work: Work): string => `law:${no}:${work}`

/** Does a clause lie in what was changed, or around it 涉及? */
export const concerns =
  ({ text, clauses }: Pick<Amendment, 'text' | 'clauses'>) =>
  (id: string): boolean =>
    clauses.length > 0
      ? clauses.some((changed) => changed === id || id.startsWith(`${changed}-`) || changed.startsWith(`${id}-`))
      : text !== undefined && id.startsWith(`${text}-`)

/** 上位文件 `instruments`: which documents of the agency's packs were made under what changed, by the number or name that title, source or register give it. */
export function restingOn(
  { text, title, source }: Pick<Amendment, 'text' | 'title' | 'source'>,
  { lists, provisions }: Pick<Law, 'lists' | 'provisions'>,
) {
  const known = [...provisions.values()].find(({ id }) => text !== undefined && id.startsWith(`${text}-`))?.cite ?? ''
  const said = `${title} ${source} ${known}`
  const resting = (lists.instruments ?? []).flatMap(({ items, source }) =>
    items.flatMap(({ zh, clause }) => (namesIn(zh).some((name) => said.includes(name)) ? [{ id: textOf(clause), zh: source }] : [])),
  )
  return [...new Map(resting.map((each) => [each.id, each])).values()]
}

/** A name, and the number in brackets behind it. */
const namesIn = (zh: string): readonly string[] => zh.split(/[（）]/).filter((name) => name.length > 3)
/** The text that a clause stands in. */
const textOf = (id: ClauseId): string => /^[A-Z][A-Z\d]*(?:-[A-Z]+)?(?=-\d)/.exec(id)?.[0] ?? id

/** How prose cites what was changed 正文中的写法: a name of the text and, where clauses are named, one of the articles; a line of a list that bears both may rest on it. */
export function proseOf(
  { text, title, clauses }: Pick<Amendment, 'text' | 'title' | 'clauses'>,
  texts: readonly ClauseFile[],
  provisions: Law['provisions'],
): Readonly<{ names: readonly string[]; articles: readonly string[] }> {
  const keys = new Set([...(text ? [text] : []), ...clauses.map(textOf)])
  const known = texts.flatMap((each) => (keys.has(each.text.key) ? [each.text.zh, ...(each.text.short ?? [])] : []))
  const names = [...new Set([title, ...known].flatMap((name) => [name, name.replace(/^中华人民共和国/, '')]))]
  const articles = clauses.flatMap((id) => /第[一二三四五六七八九十百零〇]+条/.exec(provisions.get(id)?.cite ?? '')?.[0] ?? [])
  return { names, articles: [...new Set(articles)] }
}

/** The same as a pattern of SQL: every id that `concerns` holds of. */
export function patternOf({ text, clauses }: Pick<Amendment, 'text' | 'clauses'>): string {
  const around = (id: string): string[] => {
    const parts = id.split('-')
    return parts.slice(2).map((_part, n) => parts.slice(0, n + 2).join('-'))
  }
  if (clauses.length === 0) return text ? `${text}-[0-9-]+` : '-'
  return `(${clauses.flatMap((id) => [...around(id), `${id}(-[0-9-]+)?`]).join('|')})`
}

/** What cannot be so 登记有误. */
function amiss(said: z.infer<typeof input>, provisions: ReadonlyMap<ClauseId, unknown>, today: Day): Refusal | undefined {
  const { text, how, promulgatedOn, from, clauses } = said
  if (promulgatedOn > today) return refuse('in-future', '公布日期不能晚于今天', 'G118-4')
  if (from < promulgatedOn) return refuse('day-amiss', `施行日期早于公布日期（${zhDay(promulgatedOn)}），请核对`, 'G118-4')
  if (how !== 'promulgated' && !text && clauses.length === 0)
    return refuse('citation-unknown', '修订、废止的，请写明条款登记中的编号，或者涉及的条款', 'G118-4')
  const known = (id: string) => [...provisions.keys()].some((each) => each.startsWith(`${id}-`))
  if (text && !known(text)) return refuse('citation-unknown', `条款登记中没有 ${text}，请核对编号`, 'G118-4')
  const strange = clauses.find((id) => !provisions.has(id))
  return strange && refuse('citation-unknown', `没有登记条款 ${strange}，请从条款库选择`, 'G118-4')
}

/** 可以作为执法依据的层级: what the packs list, else whatever is no normative document. */
function mayRest(level: keyof typeof levels, law: Law, day: Day): boolean {
  const listed = findInForce(law.lists, 'basis.levels', on(day))
  return listed ? listed.items.some(({ id }) => id === level) : level !== 'normative'
}

/** 登记法规变动: what it touches is told from the data; the clocks run from the day of promulgation, where the packs of the agency give them. */
export const changeLaw = act({
  id: 'law.change',
  zh: '登记法规变动',
  clauses: ['G118-4', 'ZR-3-1-1-1', 'ZR-3-1-1-10', 'ZR-3-2-2-2', 'WZ-GS-5-7'],
  stream: 'register',
  by: ['reviewer', 'supervisor'],
  seen: false,
  input,
  run({ amendments = [] }: Register, said, { actor, today, law }): readonly LawEvent[] | Refusal {
    const wrong = amiss(said, law.provisions, today)
    if (wrong) return wrong
    if (
      amendments.some(({ title, how, promulgatedOn }) => title === said.title && how === said.how && promulgatedOn === said.promulgatedOn)
    )
      return refuse('already-entered', '这一变动已经登记', 'G118-4')
    const owed = workIds.flatMap((work): Owed[] => {
      const row = mayRest(said.level, law, said.promulgatedOn)
        ? findInForce(law.periods, works[work].period, on(said.promulgatedOn))
        : undefined
      return row ? [{ work, term: reckon(works[work].period, row, said.promulgatedOn, law.calendar) }] : []
    })
    return [{ kind: 'law.changed', amendment: { ...said, no: amendments.length + 1, by: actor.id, on: today, works: owed } }]
  },
})

/** 办结法规变动后的修订: what was revised, and where it stands. */
export const settleLaw = act({
  id: 'law.settle',
  zh: '办结法规变动后的修订',
  clauses: ['G118-4', 'ZR-3-1-1-10', 'ZR-3-2-2-2'],
  stream: 'register',
  by: ['reviewer', 'supervisor'],
  seen: false,
  input: z.strictObject({
    no: z.int().positive().meta({ title: '第几号变动', of: 'law.no' }),
    work: z.enum(workIds).meta({ title: '办结的修订', labels: Object.fromEntries(workIds.map((work) => [work, works[work].zh])) }),
    text: words(500).meta({ title: '修订的内容、文号' }),
    on: day.meta({ title: '完成日期' }),
  }),
  run({ amendments = [] }: Register, { no, work, text, on }, { actor, today }): readonly LawEvent[] | Refusal {
    const found = amendments.find((each) => each.no === no)
    const owed = found?.works.find((each) => each.work === work)
    if (!found || !owed) return refuse('nothing-owed', `没有第${no}号变动应当办理的这一项修订`, 'G118-4')
    if (owed.settled) return refuse('settled', '这一项修订已经办结', ...owed.term.clauses)
    if (on > today || on < found.promulgatedOn)
      return refuse('day-amiss', `完成日期应当在公布之日（${zhDay(found.promulgatedOn)}）以后、今天以前`, ...owed.term.clauses)
    return [{ kind: 'law.settled', no, work, text, on, by: actor.id }]
  },
})

/** The clocks of the agency's own register counted again 重新计算期限. */
export const reckonRegister = act({
  id: 'register.reckon',
  zh: '重新计算清单的期限',
  clauses: ['CFF-85'],
  stream: 'register',
  by: 'system',
  seen: false,
  input: reckonInput,
  reads: runningOf,
  run: (_register: Register, { why }, { law, facts }): readonly LawEvent[] =>
    moved(facts, law.calendar, why).map((reckoned) => ({ kind: 'register.reckoned', ...reckoned })),
})

/** 法规变动 so far: nothing is taken back. */
export function afterLaw(before: readonly Amendment[], event: LawEvent): readonly Amendment[] {
  switch (event.kind) {
    case 'law.changed':
      return [...before, event.amendment]
    case 'law.settled': {
      const { no, work, text, on, by } = event
      const settled = { text, on, by }
      return before.map((each) =>
        each.no === no ? { ...each, works: each.works.map((owed) => (owed.work === work ? { ...owed, settled } : owed)) } : each,
      )
    }
    case 'register.reckoned':
      return before.map((each) => ({
        ...each,
        works: each.works.map((owed) => (keyOf(each.no, owed.work) === event.duty ? { ...owed, term: event.term } : owed)),
      }))
  }
}

/** What a change is called 《……》修订. */
export const zhOf = ({ title, how }: Pick<Amendment, 'title' | 'how'>): string => `${title}${hows[how]}`

/** 法规变动一览, and what has to be done of it. */
export function lawRows(after: readonly Amendment[], event: LawEvent, stream: StreamName): readonly RowChange[] {
  const row = (no: number): RowChange[] =>
    after.flatMap((each) =>
      each.no === no ? [{ table: 'register_entry', key: { family: 'law', key: String(no) }, set: { rows: [each] } }] : [],
    )
  switch (event.kind) {
    case 'law.changed': {
      const { no, works: owed, promulgatedOn } = event.amendment
      const matter = { id: `law-${no}`, zh: zhOf(event.amendment) }
      return [
        ...row(no),
        ...owed.map(({ work, term }) =>
          duty(stream, {
            key: keyOf(no, work),
            zh: works[work].zh,
            matter,
            act: settleLaw.id,
            post: 'reviewer',
            startedOn: promulgatedOn,
            term,
            clauses: term.clauses,
          }),
        ),
      ]
    }
    case 'law.settled':
      return [...row(event.no), done(stream, keyOf(event.no, event.work), event.on)]
    case 'register.reckoned':
      return [...row(Number(event.duty.split(':')[1])), reckonedRow(stream, event)]
  }
}
