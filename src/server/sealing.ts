import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { findText, writePrivate } from '#db/files'
import { randomBytes } from '#server/config'

const [IV, TAG] = [12, 16]
const shape = /^SEALING\+KEY\+([\w-]{43})\n$/

function keyIn(path: string): Buffer | undefined {
  const text = findText(path)
  if (text === undefined) return undefined
  const word = shape.exec(text)?.[1]
  if (!word) throw new Error(`封存钥文件 ${path} 已损坏。请从备份中恢复该文件后再启动。`)
  return Buffer.from(word, 'base64url')
}

/** The key of this installation, made when it is first asked for; of two processes that make one together, one is kept. */
function keyOf(dir: string): Buffer {
  const folder = join(dir, 'keys')
  const path = join(folder, 'seal.key')
  const held = keyIn(path)
  if (held) return held
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const draft = `${path}.${Buffer.from(randomBytes(8)).toString('hex')}`
  writePrivate(draft, `SEALING+KEY+${Buffer.from(randomBytes(32)).toString('base64url')}\n`)
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
  return keyIn(path) as Buffer
}

/**
 * Seals small secrets 封存 for the database (AES-256-GCM): the key is a file of the data folder, readable by its owner alone, so that a copy of the
 * database opens none. `about` binds a secret to whose it is: in another's place it does not open.
 */
export function sealing(dir: string) {
  let key: Buffer | undefined
  const held = () => {
    key ??= keyOf(dir)
    return key
  }
  return {
    /** A key for one purpose alone, from which nothing of this installation's own key can be told. */
    keyFor: (about: string): string => Buffer.from(hkdfSync('sha256', held(), '', about, 32)).toString('base64url'),

    seal(secret: string, about: string): string {
      const iv = Buffer.from(randomBytes(IV))
      const cipher = createCipheriv('aes-256-gcm', held(), iv).setAAD(Buffer.from(about))
      return Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },

    /** Undefined when it was not sealed here, or is about another. */
    open(sealed: string, about: string): string | undefined {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < IV + TAG) return undefined
      const cipher = createDecipheriv('aes-256-gcm', held(), bytes.subarray(0, IV)).setAAD(Buffer.from(about))
      cipher.setAuthTag(bytes.subarray(-TAG))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
export type Sealing = ReturnType<typeof sealing>
