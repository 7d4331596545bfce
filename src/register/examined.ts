import { z } from 'zod'
import { type Day, day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, type Law, on } from '#policy/law'

export const examination = z
  .strictObject({
    by: words(100).meta({ title: '审核机构' }),
    no: words(60).meta({ title: '审核意见文号' }),
    on: day.meta({ title: '审核之日' }),
  })
  .meta({ title: '外部审核（规定须经本级政府法制机构等审核的，才填写）' })

/** Who examined it before it came out, where a text asks for one outside the agency 外部审核. */
export type Examined = Readonly<z.infer<typeof examination>>

/** Who examines before it comes out 审核机构, as the packs name it. */
const examinersZh: Readonly<Record<string, string>> = {
  reviewUnit: '本机关法制审核机构',
  governmentLegalBody: '同级政府法制机构',
  provincialLegalBody: '省级政府法制机构',
}

/** What a text lets out only after it was examined, and nobody has 未经外部审核. */
export function unexamined(
  what: Readonly<{ zh: string; examined?: string }>,
  said: Examined | undefined,
  law: Law,
  today: Day,
): Refusal | undefined {
  const rule = what.examined && findInForce(law.modes, what.examined, on(today))
  if (rule && !said)
    return refuse('not-examined', `${what.zh}须经${examinersZh[rule.mode] ?? '规定的机构'}审核后公开，请填写审核意见`, ...rule.clauses)
  return said && said.on > today ? refuse('examined-ahead', '外部审核之日不能晚于今天', 'G118-4') : undefined
}
