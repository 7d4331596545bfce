import { zhDay, zhInstant, zhTime } from '#law/day'
import { loadPacks } from '#policy/load'
import { batch } from '#server/batch'
import type { Args, Command } from '#server/command'
import { Misuse } from '#server/config'
import { asked, type Deadline, deadlines, NoDeadline } from '#server/deadline'

type Answer = ReturnType<typeof deadlines>

const text = (value: string | boolean | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** For people: the last day, the rule and its clauses, and every day counted or passed over. */
function told({ rule, from, value, unit, before, due, hours, weekday, provisional, source, clauses, days }: Deadline): string {
  const length = `${value}${unit}${before ? '前' : ''}`
  const last = before ? '最迟办理日' : '期满日'
  return [
    `${last}：${due} ${weekday}${hours ? ` ${zhTime(hours.until)}` : ''}${provisional ? '（暂定：该年放假安排未公布，公布后重新计算）' : ''}`,
    `${rule ? `期间 ${rule}：` : ''}${length}，${hours ? `自${zhInstant(hours.from)}起计` : `自${zhDay(from)}起${before ? '倒' : ''}计，当日不计`}`,
    `依据：${clauses.map(({ cite }) => cite).join('、')}${source ? `；出处：${source}` : ''}`,
    '',
    ...days().map(
      ({ day, weekday, counted, n, why }) =>
        `${day} ${weekday}  ${counted ? (hours ? '照计' : `第${n}${unit === '工作日' ? '个工作日' : '日'}`) : '不计'}${why ? `  ${why}` : ''}`,
    ),
  ].join('\n')
}

function question(words: unknown) {
  const read = asked.safeParse(words)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new NoDeadline(`${issue?.path.join('.') || '本行'}：${issue?.path.length ? issue.message : '应为一个 JSON 对象'}`)
}

function one(answer: Answer, { values, say }: Args): number {
  const [pack, rule, plus, from, step] = ['pack', 'rule', 'plus', 'from', 'step'].map((name) => text(values[name]))
  if (!from) throw new Misuse('请用 --from 写明起算日，例如 --from 2026-09-28；成批计算用 --batch')
  try {
    const given = { from, ...(pack ? { pack } : {}), ...(rule ? { rule } : {}), ...(plus ? { plus } : {}), ...(step ? { step } : {}) }
    const found = answer(question(given))
    say(told(found), { ...found, days: found.days() })
    return 0
  } catch (error) {
    if (error instanceof NoDeadline) throw new Misuse(error.message)
    throw error
  }
}

/** `mingjing deadline`: when a period ends, and why; from the packs alone, without a database. */
export const deadline: Command = {
  name: 'deadline',
  zh: '计算期限，逐日说明',
  options: {
    pack: { type: 'string', zh: '规则包', value: 'ID' },
    rule: { type: 'string', zh: '期间的名称，例如 hearing.request', value: 'ID' },
    plus: { type: 'string', zh: '或者直接写长度：24h、7wd、90d、3m、2y；倒计写 --plus=-7wd', value: 'LEN' },
    from: { type: 'string', zh: '起算日（当日不计）；以小时计的写到分：2026-11-21T10:20', value: 'DAY' },
    step: { type: 'string', zh: '按哪一天施行的规定，默认起算日', value: 'DAY' },
    batch: { type: 'boolean', zh: '从标准输入逐行读 {pack, rule|plus, from, step}，逐行答复' },
  },
  async run(args) {
    const answer = deadlines(loadPacks())
    if (!args.values.batch) return one(answer, args)
    const line = (asked: unknown) => {
      const { days: _, clauses, ...deadline } = answer(question(asked))
      return { ...deadline, clauses: clauses.map(({ id }) => id) }
    }
    return batch(line, (error) => (error instanceof NoDeadline ? error.message : undefined))
  },
}
