import { type Party, privateOf } from '#case/party'
import { type Refusal, refuse } from '#law/refusal'

/** Numbers that identify a natural person 身份证号、手机号、银行账号, wherever they stand (GB 11643, GB/T 2659 habits; 16 to 19 digits for accounts). */
const patterns = [
  { zh: '身份证号码', at: /(?<!\d)\d{17}[\dXx](?!\d)/ },
  { zh: '手机号码', at: /(?<!\d)1[3-9]\d{9}(?!\d)/ },
  { zh: '银行账号', at: /(?<!\d)\d{16}(?:\d{3})?(?!\d)/ },
] as const

/** Full-width digits and letters read as half-width, invisible characters dropped, and spaces and dashes between digits too: a number hidden so is not hidden. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/(?<=\d)[\s\-·]+(?=[\dXx])/g, '')

/** Without any space, as a name may be set apart. */
const close = (text: string): string => plain(text).replaceAll(/\s/g, '')

/** What of the party or of any person would come out with these words 不得公开的内容 (CFF-50); undefined when nothing does. */
export function leak(texts: readonly string[], party: Party): Refusal | undefined {
  for (const text of texts.map(plain)) {
    const secret = privateOf(party).find((each) => close(text).includes(close(each)))
    if (secret) return refuse('private-shown', '拟公开的文字里有当事人的个人信息，请改用姓氏或者删去', 'CFF-50')
    const number = patterns.find(({ at }) => at.test(text))
    if (number) return refuse('private-shown', `拟公开的文字里有${number.zh}，请删去`, 'CFF-50')
  }
  return undefined
}
