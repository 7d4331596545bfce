import { citizenIdFault, creditCodeFault } from '#law/identifier'

export const kinds = ['name', 'address', 'idNumber', 'contact', 'account', 'title', 'assets', 'other'] as const
/** What a hidden passage is 隐去内容的种类. */
export type Kind = (typeof kinds)[number]

/** How sure the finding is: told by the facts of the matter or proven by its check digit; by its form; by a guess that a person must judge. */
export type Certainty = 'certain' | 'likely' | 'possible'

export type Found = Readonly<{ start: number; end: number; kind: Kind; certainty: Certainty }>

const GAP = '[\\s\\-—–_.·,]{0,2}'
const apart = (count: number): string => `(?:${GAP}\\d){${count}}`
const bare = (text: string): string => text.replaceAll(/[^\dA-Za-z]/g, '').toUpperCase()

/** Regions of GB/T 2260 begin with 11 to 82, 83 with the residence permits. */
const inChina = (text: string): boolean => /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[1]|8[1-3])/.test(text)

const month = /^\d{6}(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/

/** The words of the same sentence before a place. */
const before = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 40), at)
    .split(/[。；;！!？?\n]/)
    .at(-1) ?? ''

/** The agency's own lines and the treasury's accounts are public 机关的电话与缴款账户. */
const ofAgency = /(?:本机关|我局|本局|我委|本委|机关|监督|举报|投诉|咨询|服务热线|复议|法院|联系人).{0,20}$/su
const ofTreasury = /(?:国库|财政|罚没|代收|缴款|非税|缴至|交至|缴纳至|汇缴|收款).{0,36}$/su

type Pattern = Readonly<{ kind: Kind; at: RegExp; sure: (match: string, text: string, start: number) => Certainty | undefined }>

const patterns: readonly Pattern[] = [
  {
    kind: 'idNumber',
    at: new RegExp(`(?<![\\dA-Za-z])[1-9]${apart(16)}${GAP}[\\dXx](?![\\dA-Za-z])`, 'g'),
    sure: (match) => {
      const number = bare(match)
      if (citizenIdFault(number) === undefined) return 'certain'
      if (creditCodeFault(number) === undefined) return undefined
      return inChina(number) ? 'likely' : undefined
    },
  },
  {
    kind: 'idNumber',
    at: new RegExp(`(?<![\\dA-Za-z])[1-8]${apart(14)}(?![\\dA-Za-z])`, 'g'),
    sure: (match) => (inChina(bare(match)) ? (month.test(bare(match)) ? 'likely' : 'possible') : undefined),
  },
  {
    kind: 'idNumber',
    at: /(?<=(?:护照|通行证|军官证|警官证|居留证|居住证|身份证件|回乡证|台胞证)(?:证件)?(?:号码?|编号)?[:：为]?\s{0,2})[A-Z]{0,3}\d{6,11}/g,
    sure: () => 'likely',
  },
  {
    kind: 'contact',
    at: new RegExp(`(?<![\\dA-Za-z])(?:\\+?86${GAP})?1[3-9]${apart(9)}(?!\\d)`, 'g'),
    sure: () => 'likely',
  },
  {
    kind: 'contact',
    at: /(?<!\d)(?:0\d{2,3}[-\s]{0,2}|\(0\d{2,3}\)\s?)[2-9]\d{6,7}(?:[-转]\d{1,5})?(?!\d)/g,
    sure: (_match, text, start) => (ofAgency.test(before(text, start)) ? undefined : 'likely'),
  },
  { kind: 'contact', at: /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}/g, sure: () => 'likely' },
  {
    kind: 'contact',
    at: /(?<=(?:微信|QQ|qq|钉钉|抖音|支付宝)(?:账?号|昵称)?(?:为|是|[:：])?\s{0,2})[A-Za-z0-9_-]{5,32}/g,
    sure: () => 'likely',
  },
  {
    kind: 'account',
    at: new RegExp(`(?<![\\dA-Za-z])[1-9]${apart(15)}(?:${apart(1)}){0,3}(?![\\dA-Za-z])`, 'g'),
    sure: (match, text, start) => {
      const number = bare(match)
      if (ofTreasury.test(before(text, start))) return undefined
      if (number.length === 18 && (inChina(number) || creditCodeFault(number) === undefined)) return undefined
      return 'likely'
    },
  },
  {
    kind: 'account',
    at: /(?<=(?:账号|帐号|账户|帐户|卡号)(?:为|是|[:：])?\s{0,2})\d(?:[\s-]{0,2}\d){7,29}/g,
    sure: (_match, text, start) => (ofTreasury.test(before(text, start)) ? undefined : 'likely'),
  },
  {
    kind: 'title',
    at: /\p{Script=Han}?[(（〔]\d{4}[)）〕]\p{Script=Han}{0,12}(?:不动产权|房权证|房产证|土地证|国用)\p{Script=Han}{0,10}第?\s{0,2}[\dA-Za-z-]{4,20}号?/gu,
    sure: () => 'likely',
  },
  {
    kind: 'title',
    at: /(?<=(?:不动产权证|房屋所有权证|房权证|房产证|土地使用权?证|土地证|权属证书?|行驶证|机动车登记证|林权证|股权证)书?(?:的)?(?:编号|号码|证号|号|字第)?(?:为|是|[:：])?\s{0,2})[\p{Script=Han}]{0,6}[A-Za-z0-9][A-Za-z0-9-]{4,24}号?/gu,
    sure: () => 'likely',
  },
  {
    kind: 'title',
    at: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/gu,
    sure: () => 'possible',
  },
  {
    kind: 'assets',
    at: /(?<=(?:月收入|年收入|工资收入|家庭收入|存款|储蓄|资产总额|总资产|净资产|负债|营业额|营业收入|经营额|销售额|年产值|名下房产|名下车辆|持有股票)(?:总额|合计|余额)?(?:为|是|共计?|约|达|计|人民币|[:：]){0,3}\s{0,2})[\d,.]{1,20}\s{0,2}(?:余)?(?:亿元|万元|元|平方米|套|辆)/g,
    sure: () => 'possible',
  },
]

/** Numbers that the law keeps private, by their form 依格式可认出的号码; offsets into the folded text. */
export const numbersIn = (text: string): readonly Found[] =>
  patterns.flatMap(({ kind, at, sure }) =>
    [...text.matchAll(at)].flatMap((match) => {
      const certainty = sure(match[0], text, match.index)
      return certainty ? [{ start: match.index, end: match.index + match[0].length, kind, certainty }] : []
    }),
  )
