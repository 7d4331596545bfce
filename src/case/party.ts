import { z } from 'zod'
import { numberText, words } from '#law/text'

/** 当事人: whom the matter is about. What identifies a natural person never leaves the case. */
export const party = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('organisation').meta({ title: '类型' }),
      name: words(100).meta({ title: '名称' }),
      creditCode: numberText(30).exactOptional().meta({ title: '统一社会信用代码' }),
      legalRepresentative: words(40).exactOptional().meta({ title: '法定代表人（负责人）' }),
      address: words(200).exactOptional().meta({ title: '住所' }),
      phone: words(30).exactOptional().meta({ title: '联系电话' }),
    })
    .meta({ title: '法人或者其他组织' }),
  z
    .strictObject({
      type: z.literal('natural').meta({ title: '类型' }),
      name: words(40).meta({ title: '姓名' }),
      idNo: numberText(30).exactOptional().meta({ title: '身份证件号码' }),
      address: words(200).exactOptional().meta({ title: '住址' }),
      phone: words(30).exactOptional().meta({ title: '联系电话' }),
    })
    .meta({ title: '自然人' }),
])
export type Party = z.infer<typeof party>

/** What of a party is private 不得公开的内容: for a natural person the whole name too (WZ-GS-16-4, 16-6 to 16-9). */
export function privateOf(party: Party): readonly string[] {
  const shared = [party.address, party.phone]
  const own = party.type === 'natural' ? [party.name, party.idNo, ...shared] : [party.phone]
  return own.filter((text) => text !== undefined)
}
