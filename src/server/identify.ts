import { verify } from '@node-rs/argon2'
import { stepsOf } from '#agency/factor'
import type { Proof } from '#agency/session'
import { findCredential } from '#agency/store'
import type { Rules } from '#policy/law'
import { limitOf } from '#policy/limit'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { codeDigest, stepOf } from '#server/codes'
import { newId } from '#server/config'
import type { Reader } from '#server/read'
import type { Sealing } from '#server/sealing'
import { turns } from '#server/turns'

/** A hash that no password has: a wrong name costs as much time as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export type Who = Readonly<{ agency: string; officer: string }>

/** What somebody shows for being who he says; `code` of six figures, or a recovery code. */
export type Shown = Readonly<{ password: string; code?: string | undefined }>

/** Proved, with the epoch of the password that was checked; or what was wrong, or is still asked. */
export type Identified = Readonly<{ is: 'proved'; proof: Proof; epoch: number }> | Readonly<{ is: 'wrong' | 'codeAsked' | 'codeWrong' }>

/** What a sealed secret is about: whose it is. */
export const sealedFor = ({ agency, officer }: Who): string => `second factor of ${agency}/${officer}`

type Made = Readonly<{ door: Door; reader: Reader; clock: Clock; rules: Pick<Rules, 'limits'>; sealing: Sealing }>

/** Who it is 核对身份: first the password, then the second factor where there is one. Each code counts once, and that it was shown is an act. */
export function identifier({ door, reader, clock, rules, sealing }: Made) {
  const today = clock.today()
  // a check costs 19 MB and a thread of the pool that files are read by: few at once, however many knock
  const inTurn = turns({
    atOnce: limitOf(rules, 'signin.checks', today),
    waiting: limitOf(rules, 'signin.waiting', today),
    zh: '同时登录的人太多，请稍后再试',
  })

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

  return async function identify(who: Who, { password, code }: Shown, asks: 'both' | 'password' = 'both'): Promise<Identified> {
    const held = await reader.see(who.agency, async ({ db, place }) => ({
      credential: await findCredential(db, who.agency, who.officer),
      factor: (await place())?.agency.accounts[who.officer]?.factor,
    }))
    const right = await inTurn(() => verify(held.credential?.hash ?? nobody, password).catch(() => false))
    if (!held.credential || !right) return { is: 'wrong' }
    const { epoch } = held.credential
    if (!held.factor || asks === 'password') return { is: 'proved', proof: 'password', epoch }
    if (!code) return { is: 'codeAsked' }
    const proof = await isRightCode(who, held.factor.sealed, code)
    return proof ? { is: 'proved', proof, epoch } : { is: 'codeWrong' }
  }
}
export type Identify = ReturnType<typeof identifier>
