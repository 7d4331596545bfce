import { verify } from '@node-rs/argon2'
import { stepsOf } from '#agency/factor'
import type { Proof } from '#agency/session'
import { findCredential } from '#agency/store'
import type { Failing } from '#oversight/signins'
import type { Rules } from '#policy/law'
import { limitMs, limitOf } from '#policy/limit'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { codeDigest, stepOf } from '#server/codes'
import { newId } from '#server/config'
import type { Reader } from '#server/read'
import type { Sealing } from '#server/sealing'
import type { Tally } from '#server/tally'
import { throttle } from '#server/throttle'
import { turns } from '#server/turns'

/** A hash that no password has: a wrong name costs as much time as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export type Who = Readonly<{ agency: string; officer: string }>

/** What somebody shows for being who he says; `code` of six figures, or a recovery code. */
export type Shown = Readonly<{ password: string; code?: string | undefined }>

/** Whence it is shown 何处: a device by which he has signed in, a session of his, or an address that anyone may have. */
export type Whence = Readonly<{ kind: 'device' | 'session' | 'address'; id: string }>

/** Proved, with the epoch of the password that was checked; what was wrong, or is still asked; or how long to wait before the next try. */
export type Identified =
  | Readonly<{ is: 'proved'; proof: Proof; epoch: number }>
  | Readonly<{ is: 'wrong' | 'codeAsked' | 'codeWrong' }>
  | Readonly<{ is: 'wait'; ms: number }>

/** What a sealed secret is about: whose it is. */
export const sealedFor = ({ agency, officer }: Who): string => `second factor of ${agency}/${officer}`

type Made = Readonly<{ door: Door; reader: Reader; clock: Clock; rules: Pick<Rules, 'limits'>; sealing: Sealing; tally: Tally }>

/**
 * Who it is 核对身份: first the password, then the second factor where there is one. Each code counts once, and that it was shown is an act. Whoever
 * guesses waits longer and longer, and nobody else for him: each device and each address has tries of its own. A name that is not there is treated
 * like any other.
 */
export function identifier({ door, reader, clock, rules, sealing, tally }: Made) {
  const today = clock.today()
  // a check costs 19 MB and a thread of the pool that files are read by: few at once, however many knock
  const inTurn = turns({
    atOnce: limitOf(rules, 'signin.checks', today),
    waiting: limitOf(rules, 'signin.waiting', today),
    zh: '同时登录的人太多，请稍后再试',
  })

  const tries = throttle(
    {
      free: limitOf(rules, 'signin.tries', today),
      firstMs: limitMs(rules, 'signin.wait.first', today),
      mostMs: limitMs(rules, 'signin.wait.most', today),
      forgetMs: limitMs(rules, 'signin.forget', today),
    },
    clock,
  )

  async function isRightCode(who: Who, sealed: string, code: string): Promise<Proof | undefined> {
    const system = { kind: 'system', agency: who.agency } as const
    const plain = code.replaceAll(/\s/g, '')
    if (!/^\d{6}$/.test(plain)) {
      const input = { officer: who.officer, code: codeDigest(who.agency, who.officer, code) }
      return (await door.send('agency.useCode', { id: newId(), input }, system)).is === 'granted' ? 'recovery' : undefined
    }
    const secret = sealing.open(sealed, sealedFor(who))
    if (secret === undefined)
      throw new Error(`封存钥打不开 ${who.agency}/${who.officer} 的验证密钥。请从备份中恢复数据目录下的 keys/seal.key。`)
    const step = stepOf(secret, plain, clock.now())
    if (step === undefined) return undefined
    const said = { id: newId(), stream: stepsOf(who.officer, step), input: { step } }
    return (await door.send('factor.use', said, system)).is === 'granted' ? 'code' : undefined
  }

  /** What was shown, checked; the tries are counted around it. */
  async function check(who: Who, { password, code }: Shown, asks: 'both' | 'password', codesOf: string | undefined): Promise<Identified> {
    const held = await reader.see(who.agency, async ({ db, place }) => ({
      credential: await findCredential(db, who.agency, who.officer),
      factor: (await place())?.agency.accounts[who.officer]?.factor,
    }))
    const right = await inTurn(() => verify(held.credential?.hash ?? nobody, password).catch(() => false))
    if (!held.credential || !right) return { is: 'wrong' }
    const { epoch } = held.credential
    if (!held.factor || asks === 'password') return { is: 'proved', proof: 'password', epoch }
    if (!code) return { is: 'codeAsked' }
    const ms = codesOf === undefined ? 0 : tries.take(codesOf)
    if (ms > 0) return { is: 'wait', ms }
    const proof = await isRightCode(who, held.factor.sealed, code)
    if (proof && codesOf !== undefined) tries.clear(codesOf)
    return proof ? { is: 'proved', proof, epoch } : { is: 'codeWrong' }
  }

  /** Counted where the agency is one of ours; by name where the officer is one of its. */
  async function count({ agency, officer }: Who, how: Failing): Promise<void> {
    const place = await reader.see(agency, (sight) => sight.place())
    if (place) tally.count(agency, place.agency.officers[officer] ? officer : undefined, how)
  }

  return async function identify(who: Who, whence: Whence, shown: Shown, asks: 'both' | 'password' = 'both'): Promise<Identified> {
    const name = `${who.agency}/${who.officer}`
    const key = `${name} ${whence.kind} ${whence.id}`
    const ms = tries.take(key)
    if (ms > 0) {
      await count(who, 'held')
      return { is: 'wait', ms }
    }
    // who knows the password and comes from many addresses has the tries of one for the codes
    const said = await check(who, shown, asks, whence.kind === 'address' ? `${name} codes` : undefined).catch((error) => {
      tries.giveBack(key)
      throw error
    })
    if (said.is === 'proved') tries.clear(key)
    else if (said.is === 'codeAsked' || said.is === 'wait') tries.giveBack(key)
    else await count(who, said.is === 'wrong' ? 'password' : 'code')
    return said
  }
}
export type Identify = ReturnType<typeof identifier>
