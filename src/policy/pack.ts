import { z } from 'zod'
import { nearest } from '#law/near'
import { type Rules, rules } from '#policy/law'

/** 制定层级, the higher first: statutes and the State Council, a ministry, a province, a city, a county. */
export const ranks = { national: '国家', department: '部门规章', province: '省级', city: '市级', county: '县级' } as const
export type Rank = keyof typeof ranks

/** What a pack says of itself 规则包: its name, its field, who made its texts, and the packs it lies upon. */
const packFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  zh: z.string().min(1),
  field: z.enum(['health', 'medical-security']).optional(),
  rank: z.enum(Object.keys(ranks) as [Rank, ...Rank[]]),
  beneath: z.array(z.string()),
})

export type Pack = Readonly<z.infer<typeof packFile> & { rules: Rules }>
export type Family = keyof Rules

/** The files of a pack by name without ending: `pack`, and a file per family. */
export type PackFiles = Readonly<Record<string, unknown>>

/** What is wrong with a pack 规则包的问题: in which file, in which row, and why. */
export type PackFinding = Readonly<{ pack: string; file: string; row: string; zh: string }>

/** The families of rows, a file each; in a pack folder `periods.json` holds the family `periods`. */
export const families = Object.keys(rules.shape) as readonly Family[]

/** No rule at all. */
export const emptyRules: Rules = rules.parse(Object.fromEntries(families.map((family) => [family, {}])))

/** How a row is named 某一行: its key and its first day. */
export const rowName = (key: string, row: { from?: unknown } | undefined, index: number): string =>
  `${key} ${typeof row?.from === 'string' ? `${row.from} 起` : `第 ${index + 1} 行`}`

const { localeError } = z.locales.zhCN()

/** Where an issue of one family lies: `periods`, path `decision 0 value` → the row of `decision`, the field `value`. */
function placed(file: unknown, [key, index, ...field]: readonly PropertyKey[]): Readonly<{ row: string; at: string }> {
  if (key === undefined) return { row: '', at: '' }
  const rows = file && typeof file === 'object' ? (file as Record<PropertyKey, unknown>)[key] : undefined
  const row = typeof index === 'number' && Array.isArray(rows) ? rows[index] : undefined
  return {
    row: typeof index === 'number' ? rowName(String(key), row, index) : String(key),
    at: field.length > 0 ? `${field.map(String).join('.')}：` : '',
  }
}

function amiss(pack: string, name: string, file: unknown, { issues }: z.ZodError): PackFinding[] {
  return issues.flatMap((issue) => {
    const { row, at } = name === 'pack' ? { row: issue.path.map(String).join('.'), at: '' } : placed(file, issue.path)
    const said =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `没有“${key}”这一项，请删去或者改正名称`) : [`${at}${issue.message}`]
    return said.map((zh) => ({ pack, file: `${name}.json`, row, zh }))
  })
}

/** Reads one pack from the contents of its files; an absent family is empty. The pack, or everything that is malformed in it 格式检查. */
export function readPack(id: string, files: PackFiles): Pack | readonly PackFinding[] {
  const { pack: said, ...rest } = files
  const findings: PackFinding[] = []
  const head = packFile.safeParse(said, { error: localeError })
  if (!said) findings.push({ pack: id, file: 'pack.json', row: '', zh: '缺少 pack.json：写明编号、名称、层级和下面的规则包' })
  else if (!head.success) findings.push(...amiss(id, 'pack', said, head.error))
  else if (head.data.id !== id)
    findings.push({ pack: id, file: 'pack.json', row: 'id', zh: `编号 ${head.data.id} 与所在的文件夹 ${id} 不同` })
  const read: Partial<Record<Family, unknown>> = {}
  for (const [name, file] of Object.entries(rest)) {
    const family = families.find((each) => each === name)
    if (!family) {
      const near = nearest(name, families)
      findings.push({ pack: id, file: `${name}.json`, row: '', zh: `没有这一类规则${near ? `，是不是 ${near}.json？` : ''}` })
      continue
    }
    const parsed = rules.shape[family].safeParse(file, { error: localeError })
    if (parsed.success) read[family] = parsed.data
    else findings.push(...amiss(id, name, file, parsed.error))
  }
  return head.success && findings.length === 0 ? { ...head.data, rules: { ...emptyRules, ...read } as Rules } : findings
}

export const isPack = (read: Pack | readonly PackFinding[]): read is Pack => 'rules' in read

export const told = ({ pack, file, row, zh }: PackFinding): string => `${pack}/${file}${row ? ` ${row}` : ''}：${zh}`

/** One pack that must be sound. @throws {RangeError} naming file, row and reason */
export function parsePack(id: string, files: PackFiles): Pack {
  const read = readPack(id, files)
  if (!isPack(read)) throw new RangeError(read.map(told).join('\n'))
  return read
}
