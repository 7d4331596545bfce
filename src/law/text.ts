import { z } from 'zod'

/** Words a person typed 文字: trimmed, 1 to `max` UTF-16 units. NUL and lone surrogates are refused for every input at the door. */
export const words = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不能超过 ${max} 字`)
