import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import { type Steps, stepsOf, useStep } from '#agency/factor'
import { isRefusal } from '#law/refusal'
import { allowed, granted, health, type Place, play, refused, type Step, step } from '../../test/ordinary.ts'

const day = '2026-03-20'
const code = (n: number) => n.toString(16).padStart(64, '0')
const codes = Array.from({ length: 10 }, (_, n) => code(n))
const STEP = Math.floor(Date.parse(`${day}T01:00:00.000Z`) / 30_000)
const agency = granted(
  play<Agency>(health, health.agency, step('agency.setCredential', { officer: 'li', hash: '$argon2id$li' }, 'system', day)),
)
const epochOf = (held: Agency) => held.accounts.li?.epoch ?? 0
const set = (held: Agency, input: object = {}) =>
  step('agency.setFactor', { officer: 'li', sealed: 'sealed', step: STEP, epoch: epochOf(held), codes, ...input }, 'system', day)
const send = (held: Agency, sent: Step) => play(held === agency ? health : ({ ...health, agency: held } as Place), held, sent)
const withFactor = granted(send(agency, set(agency)))

describe('第二验证因素', () => {
  test('以第一个验证码确认以后启用；口令或者因素换过的，重新登录后再办', () => {
    assert.equal(withFactor.accounts.li?.factor?.codes.length, 10)
    assert.equal(epochOf(withFactor), epochOf(agency) + 1)
    refused(send(withFactor, set(agency)), 'credential-changed', 'G118-15')
  })
  test('换手机也用没有用过的验证码确认', () => {
    refused(send(withFactor, set(withFactor)), 'code-used', 'G118-15')
    allowed(send(withFactor, set(withFactor, { step: STEP + 1 })))
  })
  test('备用码用一次少一个，换发以后旧的都不算', () => {
    const use = (n: number) => step('agency.useCode', { officer: 'li', code: code(n) }, 'system', day)
    const once = granted(send(withFactor, use(3)))
    assert.equal(once.accounts.li?.factor?.codes.length, 9)
    refused(send(once, use(3)), 'code-used', 'G118-15')
    const fresh = step('agency.issueCodes', { officer: 'li', codes: codes.map((_, n) => code(100 + n)) }, 'system', day)
    refused(send(granted(send(once, fresh)), use(4)), 'code-used', 'G118-15')
    refused(send(agency, fresh), 'no-factor', 'G118-15')
  })
  test('解除由别的系统管理员办理，写明事由', () => {
    const remove = (officer: string) => step('agency.removeFactor', { officer, why: '手机遗失' }, 'admin', day)
    assert.equal(granted(send(withFactor, remove('li'))).accounts.li?.factor, undefined)
    refused(send(agency, remove('li')), 'no-factor', 'G118-15')
    refused(send(agency, remove('admin')), 'own-account', 'G118-15')
  })
  test('每个验证码只用一次，也不用先前的', () => {
    const used = ({ last }: Steps, at: number) => {
      const around = { agency: withFactor, stream: stepsOf('li', at) } as unknown as Parameters<typeof useStep.run>[2]
      return useStep.run({ last }, { step: at }, around)
    }
    assert.ok(!isRefusal(used({ last: 0 }, STEP + 1)))
    for (const [last, at] of [
      [STEP + 1, STEP + 1],
      [STEP + 2, STEP + 1],
      [0, STEP],
    ] as const)
      refused(used({ last }, at), 'code-used', 'G118-15')
  })
})

describe('登录', () => {
  const open = (held: Agency, proof: string, input: object = {}) =>
    play(
      { ...health, agency: held },
      { closed: false },
      step('session.open', { officer: 'li', token: code(1), device: code(2), epoch: epochOf(held), proof, ...input }, 'system', day),
    )
  test('启用了第二验证因素的，只凭口令不能登录', () => {
    refused(open(withFactor, 'password'), 'second-factor-missing', 'G118-15')
    allowed(open(withFactor, 'code'))
    allowed(open(withFactor, 'recovery'))
    allowed(open(agency, 'password'))
  })
  test('核对期间口令换过的，不能登录', () => refused(open(withFactor, 'code', { epoch: epochOf(agency) }), 'credential-changed', 'G118-15'))
})

describe('准予设立机关', () => {
  const offer = (input: object) =>
    play(
      health,
      health.agency,
      step(
        'agency.offerFounding',
        {
          id: 'town-wjw',
          name: '某局',
          level: 'county',
          field: 'health',
          below: true,
          token: code(7),
          until: '2026-03-21T01:00:00.000Z',
          ...input,
        },
        'admin',
        day,
      ),
    )
  test('上级只准予设立下级；不属下级的，由首设机关准予', () => {
    refused(offer({}), 'not-below', 'CFF-17')
    refused(offer({ below: false }), 'not-first', 'CFF-17')
    refused(offer({ id: 'demo' }), 'already-founded', 'CFF-17')
  })
})
