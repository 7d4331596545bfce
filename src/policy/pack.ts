import { z } from 'zod'
import { type Rules, rules } from '#policy/law'

/** What a pack says of itself 规则包: its name, its field, and the packs it lies upon. */
const packFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  zh: z.string().min(1),
  field: z.enum(['health', 'medical-security']).optional(),
  beneath: z.array(z.string()),
})

export type Pack = Readonly<z.infer<typeof packFile> & { rules: Rules }>
export type Family = keyof Rules

/** The families of rows, a file each; in a pack folder `periods.json` holds the family `periods`. */
export const families = Object.keys(rules.shape) as readonly Family[]

/** No rule at all. */
export const emptyRules: Rules = rules.parse(Object.fromEntries(families.map((family) => [family, {}])))

/** Reads one pack from the contents of its files, by name without ending; an absent family is empty. @throws {z.ZodError} */
export function parsePack(files: Readonly<Record<string, unknown>>): Pack {
  const { pack, ...rest } = files
  const stray = Object.keys(rest).filter((name) => !families.some((family) => family === name))
  if (stray.length > 0) throw new RangeError(`no family of rows is called ${stray.join(', ')}`)
  return { ...packFile.parse(pack), rules: rules.parse({ ...emptyRules, ...rest }) }
}
