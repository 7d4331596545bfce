import { randomBytes, scryptSync } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { findText, makeFolder, writePrivate } from '#db/files'

const secret = z.strictObject({
  postgres: z.string(),
  mingjing_migrator: z.string(),
  mingjing_app: z.string(),
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

/** Reads the secret of a data folder, or makes it on the first start. @throws when the file is there but is not ours */
export function secretOf(dir: string): Secret {
  const path = join(dir, 'secret.json')
  const text = readable(path)
  if (text !== undefined) {
    try {
      return secret.parse(JSON.parse(text))
    } catch {
      throw new Error(`口令文件 ${path} 已损坏。请从备份中恢复该文件后再启动。`)
    }
  }
  makeFolder(dir)
  const word = () => randomBytes(24).toString('base64url')
  const made: Secret = { postgres: word(), mingjing_migrator: word(), mingjing_app: word(), mingjing_portal: word() }
  writePrivate(path, `${JSON.stringify(made, null, 2)}\n`)
  return made
}

/**
 * The secret of a database that is not ours, told from the password in DATABASE_URL: every process with that address agrees on it, on
 * whatever machine, and none resets the passwords of another.
 */
export function secretFrom(password: string): Secret {
  const word = (role: string) => scryptSync(password, `mingjing ${role}`, 24).toString('base64url')
  return {
    postgres: '',
    mingjing_migrator: word('mingjing_migrator'),
    mingjing_app: word('mingjing_app'),
    mingjing_portal: word('mingjing_portal'),
  }
}
