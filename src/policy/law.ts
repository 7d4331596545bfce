import { z } from 'zod'
import type { Calendar } from '#law/calendar'
import { type ClauseId, clauseId, clauses } from '#law/clause'
import { type Day, day } from '#law/day'
import type { Digest } from '#law/digest'
import { unit } from '#law/term'
import type { Pack } from '#policy/pack'

/** Which day chooses the row 时间效力: substance by the day of the violation, procedure by the day of the step, content by the day of the decision. */
const by = z
  .enum(['violation', 'step', 'decision'])
  .meta({ title: '按哪一日适用', labels: { violation: '违法行为发生之日', step: '办理之日', decision: '决定之日' } })
/** What a lower level may do with the row 下级可否另定. */
const local = z
  .enum(['fixed', 'stricter', 'free'])
  .meta({ title: '下级可否另定', labels: { fixed: '不可以', stricter: '只可以从严', free: '可以' } })
const row = z.strictObject({
  from: day.meta({ title: '施行日期' }),
  to: day.optional().meta({ title: '最后施行之日（仍在施行的不填）' }),
  by,
  local,
  clauses: clauses.meta({ title: '依据的条款编号' }),
  source: z.string().min(1).meta({ title: '依据的文件' }),
  note: z.string().optional().meta({ title: '说明' }),
  /** The clause above that it contradicts 与上位规定抵触: it is on record, and never in force. */
  yieldsTo: clauseId.optional(),
})

/** 期间; `before`: counted back from its event 倒计 (举行听证的七日前); `least`: no shorter than this 至少. */
const period = row.extend({
  value: z.int().positive().meta({ title: '长度' }),
  unit: unit.meta({ title: '单位' }),
  before: z.literal(true).optional().meta({ title: '倒计' }),
  least: z.literal(true).optional().meta({ title: '至少' }),
})
/** 数额, in 分 */
const amount = row.extend({ fen: z.int().nonnegative().meta({ title: '数额（元）' }) })
/** A figure of another kind 限额: a time shorter than a day, a count, a share. */
const limit = row.extend({
  value: z.int().positive().meta({ title: '数' }),
  unit: z.enum(['秒', '分钟', '小时', '日', '次', '人', '%']).meta({ title: '单位' }),
})
/** A day of every year 每年的日期, `01-31`; `inclusive`: that day still counts 含当日. */
const date = row.extend({
  monthDay: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应为月-日，例如 01-31')
    .meta({ title: '每年的哪一日（月-日）' }),
  inclusive: z.boolean().meta({ title: '含当日' }),
})
/** An enumeration of the law 列举: grounds, checks, heads, conditions, fields; each item has its own clause; `due`: by when, of a task. */
const list = row.extend({
  items: z
    .array(
      z.strictObject({
        id: z.string().meta({ title: '编号' }),
        zh: z.string().meta({ title: '内容' }),
        clause: clauseId.meta({ title: '条款编号' }),
        due: day.optional().meta({ title: '最迟办结之日（任务分工才填写）' }),
      }),
    )
    .min(1)
    .meta({ title: '列举' }),
})
/** Who must approve, in order 审批岗位. */
const posts = row.extend({ posts: z.array(z.string()).min(1).meta({ title: '审批岗位，按先后' }) })
/** A choice that a text makes 方式. */
const mode = z.strictObject({ ...row.shape, mode: z.string().meta({ title: '方式' }) })
/** Two roles that one natural person may not hold in one matter 岗位分离; without a clause behind it a rule only warns. */
const separation = row.extend({
  severity: z.enum(['block', 'warn']).meta({ title: '兼任的', labels: { block: '不准办理', warn: '只提示' } }),
})
/** 重大执法决定目录: a decision is listed when it meets one entry whole. `texts`: the laws of its field 所属领域, by the keys of the register of clauses. */
const catalogue = row.extend({
  entries: z.array(
    z.strictObject({
      id: z.string(),
      zh: z.string(),
      kinds: z.array(z.string()).optional(),
      level: z.enum(['province', 'city', 'county']).optional(),
      texts: z.array(z.string()).min(1).optional(),
      party: z.enum(['natural', 'organisation']).optional(),
      fineAtLeastFen: z.int().positive().optional(),
      impact: z.literal(true).optional(),
    }),
  ),
})

/** A factor as a text writes it, exact: `3.5`. */
const factor = z.string().regex(/^\d+(\.\d+)?$/, '应为数字，例如 3.5')
/** What a multiple is of 计罚基数: 违法所得, 造成损失金额, 骗取金额, 货值金额. `countedAsFen`: a smaller base is counted as this 不足……的按……计算. */
const share = {
  of: z.enum(['gains', 'loss', 'fraud', 'value']),
  least: factor,
  most: factor,
  countedAsFen: z.int().positive().exactOptional(),
}
/** 罚款幅度, both ends within: in 分, or as multiples or per cent of a base. */
const span = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('fen'), least: z.int().nonnegative(), most: z.int().nonnegative() }),
  z.strictObject({ in: z.literal('times'), ...share }),
  z.strictObject({ in: z.literal('percent'), ...share }),
])
/** 法定罚款幅度: what the article itself lets be fined, case by case; the key is the article. `may` 可以并处: the fine may be left out. */
const range = row.extend({ cases: z.array(z.strictObject({ id: z.string(), zh: z.string(), span, may: z.boolean() })).min(1) })
/** 裁量基准 of an article: grades within its range; who made it decides who may let it be left (G27-12). */
const benchmark = row.extend({
  maker: z.enum(['own', 'superior']),
  grades: z.array(z.strictObject({ id: z.string(), zh: z.string(), when: z.string().min(1), case: z.string(), span })).min(1),
})

/**
 * 文书格式: what a paper is called, how it lies on the page, who signs, and its items in order; an item with clauses must be filled 应当载明, one
 * without is filled where there is something to say. `nature`: the word of its number 文号; without one it has none of its own.
 */
const form = row.extend({
  zh: z.string(),
  layout: z.enum(['letter', 'table', 'record']),
  side: z.enum(['internal', 'external']),
  act: z.string(),
  nature: z.string().exactOptional(),
  sealed: z.literal(true).exactOptional(),
  signs: z.array(z.string()),
  fields: z
    .array(
      z.strictObject({
        id: z.string(),
        zh: z.string(),
        as: z.enum(['line', 'prose', 'list', 'table']),
        heads: z.array(z.string()).exactOptional(),
        clauses: z.array(clauseId).exactOptional(),
      }),
    )
    .min(1),
})

/** 适用的法, a key per family; the JSON Schema of a pack is emitted from it. */
export const rules = z.strictObject({
  periods: z.record(z.string(), z.array(period)),
  amounts: z.record(z.string(), z.array(amount)),
  limits: z.record(z.string(), z.array(limit)),
  dates: z.record(z.string(), z.array(date)),
  lists: z.record(z.string(), z.array(list)),
  posts: z.record(z.string(), z.array(posts)),
  modes: z.record(z.string(), z.array(mode)),
  separation: z.record(z.string(), z.array(separation)),
  catalogue: z.record(z.string(), z.array(catalogue)),
  ranges: z.record(z.string(), z.array(range)),
  benchmarks: z.record(z.string(), z.array(benchmark)),
  forms: z.record(z.string(), z.array(form)),
})
export type Rules = z.infer<typeof rules>
export type Row = z.infer<typeof row>
export type PeriodRow = z.infer<typeof period>
export type ListItem = z.infer<typeof list>['items'][number]
export type Span = z.infer<typeof span>
export type RangeRow = z.infer<typeof range>
export type BenchmarkRow = z.infer<typeof benchmark>
export type FormRow = z.infer<typeof form>

/** A place in a text 条文, and when it is in force; `normative`: of a document below a rule 规范性文件, which no matter may rest on. */
export type Provision = Readonly<{ id: ClauseId; cite: string; zh?: string; from: Day; to?: Day; normative?: true }>

/**
 * The law of one agency 本机关适用的法: packs overlaid, the agency's own register entries on top (the last row of a key that is in force wins),
 * the calendar, and the register of clauses. `digest` stands on every event judged by it; `chain`: the packs it is made of, beneath before above.
 */
export type Law = Rules &
  Readonly<{ digest: Digest; calendar: Calendar; provisions: ReadonlyMap<ClauseId, Provision>; chain: readonly Pack[] }>

export type Days = Readonly<Record<z.infer<typeof by>, Day>>

/** All three days the same: for a step whose rows turn on its own day alone. */
export const on = (step: Day): Days => ({ violation: step, step, decision: step })

/** The row in force, if the packs hold one 施行中的规定. Rows stand beneath before above, so the last that is in force wins. */
export const findInForce = <R extends Row>(family: Readonly<Record<string, readonly R[]>>, key: string, days: Days): R | undefined =>
  family[key]?.findLast((row) => row.from <= days[row.by] && (!row.to || days[row.by] <= row.to) && !row.yieldsTo)

/** The row in force 施行中的规定. @throws {RangeError} when none is: a gap in a pack is our fault, never a silent zero */
export function inForce<R extends Row>(family: Readonly<Record<string, readonly R[]>>, key: string, days: Days): R {
  const found = findInForce(family, key, days)
  if (!found) throw new RangeError(`no ${key} in force on ${Object.values(days)}`)
  return found
}

/** Reads a clause out 引用. @throws {RangeError} when it is not in the register: no rule cites what is not there */
export function cite(law: Pick<Law, 'provisions'>, id: ClauseId): string {
  const place = law.provisions.get(id)
  if (!place) throw new RangeError(`${id} is not in the register of clauses`)
  return place.cite
}
