import { z } from 'zod'

/** Words a person typed 文字: trimmed, 1 to `max` UTF-16 units. NUL and lone surrogates are refused for every input at the door. */
export const words = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不能超过 ${max} 字`)

/** A number that somebody has 号码, of an identity card, a telephone: as it is compared and searched for, however it was typed (full-width, with blanks). */
export const numberText = (max: number) =>
  z
    .string()
    .overwrite((typed) => typed.normalize('NFKC').replaceAll(/\s/g, ''))
    .min(1, '不能为空')
    .max(max, `不能超过 ${max} 字`)
