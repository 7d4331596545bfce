import { z } from 'zod'

/** A short number of an agency, a unit, an account, an organisation 编号. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/, '应为 2 至 32 位小写字母、数字或连字符')
