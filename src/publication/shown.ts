import type { Party } from '#case/party'

/** 复姓: two characters that are one surname; any other name begins with a surname of one. */
const compound = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 夏侯 轩辕 端木 百里 东郭 南宫 呼延 澹台 淳于 单于 太叔 申屠 公冶 宗政 濮阳 闻人 独孤 西门 纳兰 拓跋 赫连 第五 完颜'.split(
    ' ',
  ),
)

/** The party as the public sees it 当事人姓氏或者名称 (WZ-GS-16-4): an organisation whole, a natural person by surname. */
export function shownParty(party: Party): string {
  if (party.type === 'organisation') return party.name
  const two = [...party.name].slice(0, 2).join('')
  return `${compound.has(two) ? two : ([...party.name][0] ?? '')}某`
}

/** 统一社会信用代码、法定代表人: public for an organisation (WZ-GS-16-6 keeps the legal representative); nothing for a natural person. */
export function shownNote(party: Party): string | undefined {
  if (party.type !== 'organisation') return undefined
  const said = [
    ...(party.creditCode ? [`统一社会信用代码 ${party.creditCode}`] : []),
    ...(party.legalRepresentative ? [`法定代表人（负责人） ${party.legalRepresentative}`] : []),
  ]
  return said.length > 0 ? said.join('　') : undefined
}
