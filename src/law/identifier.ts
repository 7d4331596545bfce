import { type Day, day } from '#law/day'

const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const weighed = (values: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0)

/** What is wrong with a citizen's number 公民身份号码 (GB 11643); nothing when it is sound. The 15-digit form is no longer in use. */
export function citizenIdFault(text: string): string | undefined {
  if (!/^\d{17}[\dX]$/.test(text)) return '公民身份号码应为18位，前17位为数字，末位为数字或者大写X'
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  if (!day.safeParse(born).success) return '公民身份号码中的出生日期不存在'
  const sum = weighed([...text].slice(0, 17).map(Number), CITIZEN_WEIGHTS)
  return text.endsWith('10X98765432'.charAt(sum % 11)) ? undefined : '公民身份号码的校验码不符'
}

/** The day of birth that a sound citizen's number tells 出生日期. */
export const bornOn = (citizenId: string): Day | undefined =>
  citizenIdFault(citizenId) === undefined ? `${citizenId.slice(6, 10)}-${citizenId.slice(10, 12)}-${citizenId.slice(12, 14)}` : undefined

/** What is wrong with a unified credit code 统一社会信用代码 (GB 32100); nothing when it is sound. */
export function creditCodeFault(text: string): string | undefined {
  const values = [...text].map((character) => CREDIT_ALPHABET.indexOf(character))
  if (text.length !== 18 || values.includes(-1)) return '统一社会信用代码应为18位数字或者大写字母，不使用I、O、S、V、Z'
  if (!/^\d{6}$/.test(text.slice(2, 8))) return '统一社会信用代码第3至8位应为行政区划代码'
  const check = (31 - (weighed(values, CREDIT_WEIGHTS) % 31)) % 31
  return values[17] === check ? undefined : '统一社会信用代码的校验码不符'
}

/** What is wrong with a business registration number 注册号, the 15 digits in use before the unified code (GS 15, ISO 7064 MOD 11,10); nothing when it is sound. */
export function registrationNoFault(text: string): string | undefined {
  if (!/^\d{15}$/.test(text)) return '注册号应为15位数字'
  const product = [...text].slice(0, 14).reduce((before, digit) => (((before + Number(digit)) % 10 || 10) * 2) % 11, 10)
  return (product + Number(text[14])) % 10 === 1 ? undefined : '注册号的校验码不符'
}

/** What is wrong with an organisation code 组织机构代码 (GB 11714), nine signs without the hyphen; nothing when it is sound. */
export function organisationCodeFault(text: string): string | undefined {
  if (!/^[\dA-Z]{8}[\dX]$/.test(text)) return '组织机构代码应为9位数字或者大写字母'
  const values = [...text].slice(0, 8).map((sign) => Number.parseInt(sign, 36))
  return '0X987654321'.charAt(weighed(values, ORGANISATION_WEIGHTS) % 11) === text[8] ? undefined : '组织机构代码的校验码不符'
}

/** What is wrong with the number of an organisation: 统一社会信用代码, or what it had before, 注册号 or 组织机构代码. */
export function organisationNoFault(text: string): string | undefined {
  switch (text.length) {
    case 18:
      return creditCodeFault(text)
    case 15:
      return registrationNoFault(text)
    case 9:
      return organisationCodeFault(text)
    default:
      return '应为18位统一社会信用代码；没有的，写15位注册号或者9位组织机构代码'
  }
}
