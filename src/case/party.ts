import { z } from 'zod'
import { words } from '#law/text'

/** 当事人: whom the matter is about. What identifies a natural person never leaves the case. */
export const party = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('organisation'),
    name: words(100),
    creditCode: words(30).exactOptional(),
    legalRepresentative: words(40).exactOptional(),
    address: words(200).exactOptional(),
    phone: words(30).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('natural'),
    name: words(40),
    idNo: words(30).exactOptional(),
    address: words(200).exactOptional(),
    phone: words(30).exactOptional(),
  }),
])
export type Party = z.infer<typeof party>

/** What of a party is private 不得公开的内容: for a natural person the whole name too (WZ-GS-16-4, 16-6 to 16-9). */
export function privateOf(party: Party): readonly string[] {
  const shared = [party.address, party.phone]
  const own = party.type === 'natural' ? [party.name, party.idNo, ...shared] : [party.phone]
  return own.filter((text) => text !== undefined)
}
