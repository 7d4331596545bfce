import type { Party } from '#case/party'
import { surnameOf } from '#publication/surname'

/** The party as the public sees it 当事人姓氏或者名称 (WZ-GS-16-4): an organisation whole, a natural person by surname. */
export const shownParty = (party: Party): string => (party.type === 'organisation' ? party.name : `${surnameOf(party.name)}某`)

/** 统一社会信用代码、法定代表人: public for an organisation (WZ-GS-16-6 keeps the legal representative); nothing for a natural person. */
export function shownNote(party: Party): string | undefined {
  if (party.type !== 'organisation') return undefined
  const said = [
    ...(party.creditCode ? [`统一社会信用代码 ${party.creditCode}`] : []),
    ...(party.legalRepresentative ? [`法定代表人（负责人） ${party.legalRepresentative}`] : []),
  ]
  return said.length > 0 ? said.join('　') : undefined
}
