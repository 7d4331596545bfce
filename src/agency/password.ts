/** The shortest password 口令最短位数: length guards better than a mixture of signs (ASVS 5, 6.2.1, 6.2.5). */
export const LEAST = 12

/** What very many people take for a password of this length, in lower case without signs between. */
const common = new Set(
  `password1234 password12345 passw0rd1234 qwertyuiop12 qwertyuiop123 qwerty123456 qwertyuiopas 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 asdfghjkl123
   administrator admin1234567 admin12345678 adminadmin12 iloveyou1234 woaini1314520 woaini520131 woaini123456 a1234567890b abc123456789 abcd12345678
   aa1234567890 a12345678910 qq1234567890 welcome12345 letmein12345 changeme1234 zhongguo1949 zhongguo1234 beijing2008 5201314520131 mingjing1234 mingjing2026`.split(
    /\s+/,
  ),
)

/** One sign, or up to four, over and over; or signs that follow each other. */
const isPattern = (text: string): boolean => {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, n) => code - (codes[n] ?? 0))
  const follows = steps.filter((step) => Math.abs(step) === 1 || step === -9).length
  return /^(.{1,4}?)\1+.{0,3}$/su.test(text) || follows >= codes.length - 2
}

/** How many kinds of signs 大写、小写、数字、其他. */
const kinds = (text: string): number => [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length

/**
 * Why this password will not do 口令不合要求, a sentence that says how to mend it; undefined when it will. `about` is what anyone knows of the officer.
 * Under the profile `dengbao3` three kinds of signs are asked too (等级保护 asks for a mixture, ASVS advises against it: the agency chooses).
 */
export function passwordAmiss(password: string, about: readonly string[], profile: string): string | undefined {
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
  if ([...password].length < LEAST) return `口令至少 ${LEAST} 位，可以用几个不相干的词连成一句`
  if (common.has(plain) || isPattern(password.toLowerCase())) return '这个口令太常见，容易被猜到，请换一个'
  if (about.some((word) => word.length >= 3 && plain.includes(word.toLowerCase().replaceAll(/[^\p{L}\d]/gu, ''))))
    return '口令中不要包含账号、姓名或者机关名称，请换一个'
  return profile === 'dengbao3' && kinds(password) < 3 ? '本机关要求口令包含大写字母、小写字母、数字、其他符号中的三种' : undefined
}
