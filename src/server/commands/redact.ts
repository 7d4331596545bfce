import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { z } from 'zod'
import { findInForce, on } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { redact as hide, type Mode, redactionFacts } from '#publication/redact'
import { batch } from '#server/batch'
import { systemClock } from '#server/clock'
import type { Command } from '#server/command'
import { Misuse } from '#server/config'
import { hash } from '#server/digest'

/** A text of a decision is some pages long; what is longer is no text of ours. */
const MOST = 1_000_000

const text = z.string().max(MOST, `文字不能超过 ${MOST} 字`)
const line = z.object({
  id: z.union([z.string(), z.number()]).exactOptional(),
  text,
  facts: redactionFacts.default({ parties: [], people: [] }),
})

/** What was asked wrongly, in Chinese. */
class NoText extends Error {}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new NoText(`${issue?.path.join('.') || '本行'}：${issue?.message ?? '格式不正确'}`)
}

function factsIn(path: string): z.infer<typeof redactionFacts> {
  try {
    return parsed(redactionFacts, JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Misuse(`无法读取 --facts ${path}：${error instanceof NoText ? error.message : '文件不存在，或者不是 JSON'}`)
  }
}

/** `mingjing redact`: hides what must not come out of a text; from the packs alone, without a database. */
export const redact: Command = {
  name: 'redact',
  zh: '隐去不得公开的个人信息',
  options: {
    pack: { type: 'string', zh: '规则包', value: 'ID' },
    facts: { type: 'string', zh: '案件记载的当事人与人员，JSON 文件', value: 'FILE' },
    mode: { type: 'string', zh: '公开方式：fulltext 全文（默认），digest 摘要', value: 'MODE' },
    batch: { type: 'boolean', zh: '从标准输入逐行读 {id, text, facts}，逐行答复' },
  },
  async run({ values, say }) {
    const mode = z.enum(['fulltext', 'digest']).safeParse(values.mode ?? 'fulltext')
    if (!mode.success) throw new Misuse('--mode 应为 fulltext 或者 digest')
    const packs = loadPacks()
    const pack = values.pack
    if (typeof pack !== 'string' || !packs.packs.has(pack))
      throw new Misuse(`请用 --pack 写明规则包；现有 ${[...packs.packs.keys()].join('、')}`)
    const rules = findInForce(lawOf(packs, pack, hash).lists, 'publication.redact', on(systemClock.today()))?.items ?? []
    const answer = (text: string, facts: z.infer<typeof redactionFacts>, by: Mode) => {
      const { text: out, spans } = hide(text, facts, rules, by)
      return { text: out, spans }
    }
    if (values.batch)
      return batch(
        (asked) => {
          const { id, text, facts } = parsed(line, asked)
          return { ...(id === undefined ? {} : { id }), ...answer(text, facts, mode.data) }
        },
        (error) => (error instanceof NoText ? error.message : undefined),
      )
    const facts = typeof values.facts === 'string' ? factsIn(values.facts) : { parties: [], people: [] }
    const said = text.safeParse(await readAll(process.stdin))
    if (!said.success) throw new Misuse(said.error.issues[0]?.message ?? '文字过长')
    const found = answer(said.data, facts, mode.data)
    say(found.text, found)
    return 0
  },
}
