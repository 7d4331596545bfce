import { randomBytes, scryptSync } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { findText, makeFolder, writePrivate } from '#db/files'
import { type Role, roles } from '#db/pool'

const secret = z.strictObject({
  postgres: z.string(),
  mingjing_migrator: z.string(),
  mingjing_app: z.string(),
  mingjing_sequencer: z.string(),
  mingjing_disposer: z.string(),
  mingjing_portal: z.string(),
})

/** The passwords of the database roles 数据库口令, one random word each; kept in `secret.json` of the data folder, readable by its owner alone. */
export type Secret = z.infer<typeof secret>

function readable(path: string): string | undefined {
  try {
    return findText(path)
  } catch (error) {
    throw new Error(`无法读取口令文件 ${path}。请以建立该数据目录的用户运行，或用 --data 指定别的目录。`, { cause: error })
  }
}

/** A word for each role, told from one that is known: whoever tells it tells the same. */
const wordsFrom = (known: string, names: readonly Role[]) =>
  Object.fromEntries(names.map((role) => [role, scryptSync(known, `mingjing ${role}`, 24).toString('base64url')])) as Record<Role, string>

/** Roles that were added since the first installations: an older secret has no word for them. */
const later = ['mingjing_sequencer', 'mingjing_disposer'] as const

/** Reads the secret of a data folder, or makes it on the first start. @throws when the file is there but is not ours */
export function secretOf(dir: string): Secret {
  const path = join(dir, 'secret.json')
  const text = readable(path)
  if (text !== undefined) {
    try {
      const kept = JSON.parse(text)
      const whole = secret.parse({ ...wordsFrom(String(kept.postgres), later), ...kept })
      if (later.some((role) => !(role in kept))) writePrivate(path, `${JSON.stringify(whole, null, 2)}\n`)
      return whole
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SyntaxError || error instanceof TypeError)) throw error
      throw new Error(`口令文件 ${path} 已损坏。请从备份中恢复该文件后再启动。`)
    }
  }
  makeFolder(dir)
  const word = () => randomBytes(24).toString('base64url')
  const made = secret.parse(Object.fromEntries(['postgres', ...roles].map((role) => [role, word()])))
  writePrivate(path, `${JSON.stringify(made, null, 2)}\n`)
  return made
}

/**
 * The secret of a database that is not ours, told from the password in DATABASE_URL: every process with that address agrees on it, on
 * whatever machine, and none resets the passwords of another.
 */
export function secretFrom(password: string): Secret {
  return { postgres: '', ...wordsFrom(password, roles) }
}
