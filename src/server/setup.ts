import { addMs } from '#law/day'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId, randomBytes } from '#server/config'
import { sha256 } from '#server/digest'

/** The installation itself, as a name among the agencies; no agency bears it. */
export const INSTALLATION = 'installation'
export const SETUP_STREAM = 'installation:setup'
const LIVES_MS = 24 * 60 * 60_000

/** 256 random bits for a link 一次性链接, and the digest that is kept of them. */
export function newToken(): Readonly<{ token: string; digest: string }> {
  const bytes = Buffer.from(randomBytes(32))
  return { token: bytes.toString('base64url'), digest: sha256(bytes).toString('hex') }
}

export const digestOf = (token: string): string => sha256(Buffer.from(token, 'base64url')).toString('hex')

/** Where an officer sets his own password 首次登录链接, by a token that counts once. */
export const welcomePath = (agency: string, officer: string, token: string): string => `/desk/welcome#${agency}.${officer}.${token}`

/** A new link for an empty installation, valid for a day 设立链接; the one before is void. */
export async function offerSetup(door: Door, clock: Clock): Promise<string> {
  const { token, digest } = newToken()
  const until = addMs(clock.now(), LIVES_MS)
  const request = { id: newId(), stream: SETUP_STREAM, input: { token: digest, until } } as const
  const outcome = await door.send('installation.offerSetup', request, { kind: 'system', agency: INSTALLATION })
  if (outcome.is !== 'granted') throw new Error(`the link for setting up could not be kept: ${outcome.is}`)
  return token
}
