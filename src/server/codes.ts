import { generateSecret, generateURI, verifySync } from 'otplib'
import { CODES, STEP_S } from '#agency/factor'
import type { Instant } from '#law/day'
import type { Digest } from '#law/digest'
import { randomBytes } from '#server/config'
import { sha256 } from '#server/digest'

/** A shared secret of RFC 6238 验证密钥, 160 bits in Base32. */
export const newSecret = (): string => generateSecret({ length: 20 })

/** What an authenticator reads from the picture. */
export const uriOf = (secret: string, label: string): string => generateURI({ issuer: '明镜', label, secret, period: STEP_S, digits: 6 })

/** The time step whose code this is, at most one before or after the present one; undefined when it is none of theirs. */
export function stepOf(secret: string, code: string, now: Instant): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(Date.parse(now) / 1_000)
  const said = verifySync({ secret, token: code, epoch, period: STEP_S, digits: 6, epochTolerance: STEP_S })
  return said.valid ? Math.floor(epoch / STEP_S) + said.delta : undefined
}

/** Crockford's alphabet: no sign is taken for another. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten recovery codes 备用码 of eighty bits each, to be shown once. */
export const newCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () =>
    [...randomBytes(16)].map((byte, n) => `${n > 0 && n % 4 === 0 ? '-' : ''}${signs[byte % 32]}`).join(''),
  )

/** What is kept of a recovery code; told of whose it is, so that equal codes of two officers look unlike. */
export function codeDigest(agency: string, officer: string, code: string): Digest {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return sha256(Buffer.from(`${agency}/${officer}/${plain}`)).toString('hex') as Digest
}
