import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findAct } from '#acts/table'
import type { Agency } from '#agency/agency'
import { may } from '#agency/may'
import { certified, postsOn, standing } from '#agency/standing'
import type { Matter } from '#penalty/matter'
import {
  before,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  passed,
  play,
  refused,
  step,
  submitted,
  walk,
} from '../../test/ordinary.ts'

type Sent = readonly [act: string, input: object, by?: string, today?: string]

/** The agency after these acts, each granted. */
function after(sent: readonly Sent[], place: Place = health): Place {
  let { agency } = place
  for (const [act, input, by = 'admin', today = '2026-03-02'] of sent)
    agency = granted(play({ ...place, agency }, agency, step(`agency.${act}`, input, by, today)))
  return { ...place, agency }
}
const tried = (place: Place, [act, input, by = 'admin', today = '2026-03-02']: Sent) =>
  play<Agency>(place, place.agency, step(`agency.${act}`, input, by, today))
const posts = ({ agency }: Place, officer: string, day: string) => standing(agency, day).officers[officer]?.posts
const why = '任免通知'

describe('内设机构', () => {
  test('可以更名；还有人的不能撤销，撤销以后不能再任用', () => {
    const named = after([
      ['nameUnit', { unit: 'chuang', name: '服务窗口', use: 'window' }],
      ['nameUnit', { unit: 'chuang', name: '政务窗口', use: 'window' }],
    ])
    assert.deepEqual(named.agency.units.chuang, { name: '政务窗口', use: 'window', former: ['服务窗口'] })
    refused(tried(named, ['closeUnit', { unit: 'team', why }]), 'unit-manned', 'G118-11')
    const closed = after([['closeUnit', { unit: 'chuang', why }]], named)
    refused(tried(closed, ['move', { officer: 'li', unit: 'chuang', basis: why }]), 'no-unit', 'G118-11')
    refused(tried(closed, ['closeUnit', { unit: 'chuang', why }]), 'no-unit')
  })

  test('调整机构', () => assert.equal(after([['move', { officer: 'li', unit: 'legal', basis: why }]]).agency.officers.li?.unit, 'legal'))
})

describe('岗位有任期', () => {
  const given = after([['givePost', { officer: 'he', post: 'reviewer', from: '2026-03-05', to: '2026-03-09', basis: why }]])

  test('首日、末日有效，前一日、后一日不算', () =>
    assert.deepEqual(
      ['2026-03-04', '2026-03-05', '2026-03-09', '2026-03-10'].map((day) => posts(given, 'he', day)?.includes('reviewer')),
      [false, true, true, false],
    ))

  test('任期以外，岗位上的事一件也不能办', () => {
    const conclude = findAct('review.conclude')
    assert.ok(conclude)
    const can = (day: string) =>
      may({ kind: 'officer', agency: 'demo', officer: 'he' }, conclude, standing(given.agency, day)) !== undefined
    assert.deepEqual(['2026-03-04', '2026-03-05', '2026-03-10'].map(can), [false, true, false])
  })

  test('不能溯及既往，末日不早于首日', () => {
    refused(tried(health, ['givePost', { officer: 'he', post: 'reviewer', from: '2026-03-01', basis: why }]), 'term-past')
    refused(
      tried(health, ['givePost', { officer: 'he', post: 'reviewer', from: '2026-03-05', to: '2026-03-04', basis: why }]),
      'term-reversed',
    )
    refused(tried(health, ['endPost', { officer: 'li', post: 'handler', last: '2026-02-20', why }]), 'term-past')
    refused(tried(health, ['endPost', { officer: 'li', post: 'head', last: '2026-03-02', why }]), 'post-not-held')
  })

  test('免职、离任以后没有岗位；离任次日账号停用', () => {
    assert.deepEqual(posts(after([['endPost', { officer: 'li', post: 'handler', last: '2026-03-02', why }]]), 'li', '2026-03-03'), [])
    const left = after([['leave', { officer: 'li', last: '2026-03-06', why }]])
    assert.deepEqual([posts(left, 'li', '2026-03-06'), posts(left, 'li', '2026-03-07')], [['handler'], []])
    const closed = after([['closeAccount', { officer: 'li' }, 'system', '2026-03-07']], left)
    assert.equal(closed.agency.accounts.li?.disabled, true)
    refused(tried(closed, ['enableAccount', { officer: 'li', why }, 'admin', '2026-03-08']), 'officer-left')
    assert.equal(after([['leave', { officer: 'li', last: '2026-03-01', why }]]).agency.accounts.li?.disabled, true)
  })

  test('停用的账号没有任何岗位，恢复以后又有', () => {
    const off = after([['disableAccount', { officer: 'li', why }]])
    assert.deepEqual(posts(off, 'li', '2026-03-02'), [])
    refused(tried(off, ['disableAccount', { officer: 'li', why }]), 'account-disabled')
    refused(tried(off, ['invite', { officer: 'li', token: 'a'.repeat(64), until: '2026-03-09T00:00:00.000Z' }]), 'account-disabled')
    refused(tried(health, ['disableAccount', { officer: 'admin', why }]), 'own-account')
    refused(tried(health, ['enableAccount', { officer: 'li', why }]), 'account-open')
    assert.deepEqual(posts(after([['enableAccount', { officer: 'li', why }]], off), 'li', '2026-03-02'), ['handler'])
  })
})

describe('行政处罚法 第四十二条 执法证件', () => {
  const officer = ({ agency }: Place) => agency.officers.li ?? assert.fail()

  test('WD-4-2-7、YB-3-1-2-9 换发以后，原证件的有效期照旧', () => {
    const certificate = { no: 'DEMO-new', issuer: 'ministry', from: '2031-01-01', to: '2035-12-31' }
    const renewed = officer(after([['certify', { officer: 'li', certificate, why }]]))
    assert.deepEqual(
      ['2026-03-02', '2030-12-31', '2031-01-01', '2036-01-01'].map((day) => certified(renewed, day)),
      [true, true, true, false],
    )
  })

  test('WD-4-2-7、YB-3-1-2-9 暂扣期间无效，发还以后有效，暂扣的日子仍然无效；收回以后无效', () => {
    const held = after([['suspendCertificate', { officer: 'li', why }]])
    const back = after([['restoreCertificate', { officer: 'li', why }, 'admin', '2026-03-10']], held)
    assert.deepEqual(
      ['2026-03-01', '2026-03-02', '2026-03-09', '2026-03-10'].map((day) => certified(officer(back), day)),
      [true, false, false, true],
    )
    assert.equal(certified(officer(held), '2029-01-01'), false)
    const gone = officer(after([['revokeCertificate', { officer: 'li', why }]]))
    assert.deepEqual(
      ['2026-03-01', '2026-03-02'].map((day) => certified(gone, day)),
      [true, false],
    )
  })

  test('SP-5-3-2、YB-3-1-2-7、WD-4-2-7、ZR-3-1-4-6 证件被暂扣的，当日不能办案', () => {
    const place = after([['suspendCertificate', { officer: 'li', why }, 'admin', '2026-03-05']])
    const matter = walk(place, before(ordinary, 'evidence'))
    refused(play(place, matter, ordinary.evidence ?? assert.fail()), 'no-certificate', 'CFF-42-1')
  })

  test('WD-4-2-7、YB-3-1-2-9 一个证件号只属于一人', () =>
    refused(
      tried(health, ['certify', { officer: 'he', certificate: { no: 'DEMO-li', from: '2026-01-01', to: '2027-01-01' }, why }]),
      'certificate-of-other',
      'CFF-42-1',
    ))

  test('法律职业资格一证一人', () => {
    const first = after([['qualify', { officer: 'zhao', no: 'A2026', reviewingSince: '2026-03-02' }]])
    assert.equal(first.agency.officers.zhao?.qualified, true)
    refused(tried(first, ['qualify', { officer: 'he', no: 'A2026' }]), 'qualification-of-other', 'CFF-58-2')
  })
})

describe('办、审、定分离：同一自然人的两个账号按一人计', () => {
  const second = (id: string, person: string, of: string[], place: Place, more: object = {}): Place =>
    after([['appoint', { id, person, name: '另一账号', unit: 'legal', posts: of, qualified: true, ...more }]], place)

  test('办案人员以另一账号审核', () => {
    const place = second('li2', 'li', ['reviewer'], health)
    const matter = walk(place, [...before(ordinary, 'notify'), submitted('2026-03-12')])
    const pass = passed(['subject', 'procedure', 'facts', 'law', 'discretion', 'authority', 'papers', 'crime'], '2026-03-13')
    refused(play(place, matter, { ...pass, by: 'li2' }), 'reviewer-handles')
  })

  test('两名办案人员须是两个人', () => {
    const certificate = { no: 'DEMO-li', from: '2019-01-01', to: '2030-12-31' }
    const place = second('li3', 'li', ['handler'], health, { certificate })
    const apply = ordinary.apply ?? assert.fail()
    const matter = walk(place, before(ordinary, 'apply'))
    refused(play(place, matter, { ...apply, input: { ...(apply.input as object), handlers: ['li', 'li3'] } }), 'two-officers', 'CFF-42-1')
  })

  test('医疗保障：办案人员以另一账号作出决定', () => {
    const place = second('li4', 'li', ['head'], medical)
    const matter = walk(place, before(fraud, 'decide'))
    refused(play(place, matter, { ...(fraud.decide ?? assert.fail()), by: 'li4' }), 'decider-apart', 'YB-3-3-3-8')
  })

  test('系统管理员以另一账号也不得担任业务岗位，不得给自己的另一账号任职', () => {
    refused(
      tried(health, ['appoint', { id: 'a2', person: 'admin', name: '管理员', unit: 'office', posts: ['head'], qualified: false }]),
      'own-appointment',
    )
    const two = after([['appoint', { id: 'b0', name: '甲', unit: 'office', posts: ['administrator'], qualified: false }]])
    refused(
      tried(two, ['appoint', { id: 'b1', person: 'b0', name: '甲', unit: 'office', posts: ['head'], qualified: false }]),
      'administrator-apart',
    )
    refused(tried(two, ['givePost', { officer: 'b0', post: 'head', from: '2026-03-02', basis: why }]), 'administrator-apart', 'G118-15')
    refused(tried(health, ['givePost', { officer: 'admin', post: 'head', from: '2026-03-02', basis: why }]), 'own-appointment', 'G118-15')
  })

  test('账号不能改给他人使用', () =>
    refused(
      tried(health, ['appoint', { id: 'li', person: 'someone', name: '他人', unit: 'team', posts: ['handler'], qualified: false }]),
      'account-of-other',
    ))
})

describe('授权代行：有期限、有事由，两个名字都留下', () => {
  const lent = { delegate: 'qian', post: 'head', from: '2026-03-18', to: '2026-03-20', reason: '外出开会' }
  const given = after([['delegate', lent, 'sun']])
  const decide = findAct('penalty.decide') ?? assert.fail()
  const actor = (place: Place, officer: string, day: string) =>
    may({ kind: 'officer', agency: 'demo', officer }, decide, standing(place.agency, day))

  test('SP-4-1-5 期限以内以法律要求的岗位办理，记明代谁；期限以外不能办', () => {
    assert.deepEqual(
      ['2026-03-17', '2026-03-18', '2026-03-20', '2026-03-21'].map((day) => actor(given, 'qian', day)),
      [undefined, { id: 'qian', post: 'head', for: 'sun' }, { id: 'qian', post: 'head', for: 'sun' }, undefined],
    )
    assert.deepEqual(actor(given, 'sun', '2026-03-18'), { id: 'sun', post: 'head' })
  })

  test('授权人离任、免职、停用的，代行随之终止', () => {
    for (const [act, input] of [
      ['endPost', { officer: 'sun', post: 'head', last: '2026-03-17', why }],
      ['leave', { officer: 'sun', last: '2026-03-17', why }],
      ['disableAccount', { officer: 'sun', why }],
    ] as const)
      assert.equal(actor(after([[act, input, 'admin', '2026-03-17']], given), 'qian', '2026-03-18'), undefined, act)
  })

  test('代行的职务不得再授权他人', () =>
    refused(tried(given, ['delegate', { ...lent, delegate: 'he' }, 'qian', '2026-03-18']), 'no-further-delegation', 'CFF-57-1'))

  test('不能授权没有的岗位、自己、系统管理员，不能溯及既往，不能重复', () => {
    refused(tried(health, ['delegate', { ...lent, post: 'principalLeader' }, 'sun']), 'post-not-held')
    refused(tried(health, ['delegate', { ...lent, delegate: 'sun' }, 'sun']), 'own-delegation')
    refused(tried(health, ['delegate', { ...lent, delegate: 'admin' }, 'sun']), 'administrator-apart', 'G118-15')
    refused(tried(health, ['delegate', { ...lent, delegate: 'nobody' }, 'sun']), 'no-officer')
    refused(tried(health, ['delegate', { ...lent, from: '2026-03-01' }, 'sun']), 'term-past')
    refused(tried(given, ['delegate', { ...lent, from: '2026-03-20', to: '2026-03-25' }, 'zhou']), 'already-delegated')
  })

  test('终止以后当日即不能办；由授权人或者主要负责人终止', () => {
    refused(tried(given, ['endDelegation', { no: 1, why }, 'wu', '2026-03-18']), 'not-principal')
    for (const by of ['sun', 'zhou'])
      assert.equal(actor(after([['endDelegation', { no: 1, why }, by, '2026-03-18']], given), 'qian', '2026-03-18'), undefined)
    refused(tried(given, ['endDelegation', { no: 1, why }, 'sun', '2026-03-21']), 'no-delegation')
  })

  test('代行人是本案办案人员的，不得在本案中代行审批', () => {
    const place = after([['delegate', { ...lent, delegate: 'wang' }, 'sun']])
    const matter = walk(place, before(ordinary, 'decide'))
    const decide = ordinary.decide ?? assert.fail()
    refused(play<Matter>(place, matter, { ...decide, by: 'wang' }), 'delegate-handles', 'CFF-57-1')
    granted(play<Matter>(place, matter, decide))
  })
})

describe('行政处罚法 第二十条、第二十一条 受委托组织', () => {
  const letter = {
    ...{ id: 'suo', name: '卫生监督所', letterNo: '演卫委〔2026〕1号', powers: '以委托机关名义调查取证、送达' },
    ...{
      matters: ['未将医疗废物按照类别分置于专用容器'],
      from: '2026-03-01',
      to: '2026-03-10',
      publishedOn: '2026-03-01',
      publishedAt: '机关网站',
    },
    meets: ['public', 'staff', 'means'],
  }
  const member = { id: 'sj', name: '所员', unit: 'team', posts: ['handler'], qualified: false, body: 'suo' }
  const certificate = { no: 'DEMO-sj', from: '2019-01-01', to: '2030-12-31' }
  const entrusted = () =>
    after([
      ['entrust', letter, 'zhou'],
      ['appoint', { ...member, certificate }],
    ])
  const withMember = (change: object = {}, place = entrusted()) => {
    const apply = ordinary.apply ?? assert.fail()
    const report = ordinary.report ?? assert.fail()
    const matter = granted(play<Matter>(place, walk(place, []), { ...report, input: { ...(report.input as object), ...change } }))
    return play<Matter>(place, matter, { ...apply, input: { ...(apply.input as object), handlers: ['li', 'sj'] } })
  }

  test('ZR-3-1-4-1、ZR-3-1-4-4 条件缺一不可，委托书先公布', () => {
    refused(tried(health, ['entrust', { ...letter, meets: ['public', 'staff'] }, 'zhou']), 'condition-unmet', 'CFF-21-1-3')
    refused(tried(health, ['entrust', { ...letter, publishedOn: '2026-03-03' }, 'zhou']), 'not-published', 'CFF-20-2')
    refused(tried(entrusted(), ['entrust', letter, 'zhou']), 'already-entrusted')
  })

  test('在期限和委托事项以内可以办案', () => void granted(withMember()))

  test('委托事项以外不得办理', () => refused(withMember({ cause: '无证行医' }), 'beyond-entrustment', 'CFF-20-3'))

  test('ZR-3-1-4-4、ZR-3-1-4-5 期满、终止以后没有岗位，不得办理', () => {
    assert.deepEqual(
      ['2026-03-10', '2026-03-11'].map((day) => posts(entrusted(), 'sj', day)),
      [['handler'], []],
    )
    const ended = after([['endEntrustment', { id: 'suo', why }, 'zhou', '2026-03-03']], entrusted())
    assert.deepEqual(posts(ended, 'sj', '2026-03-03'), [])
    refused(withMember({}, ended), 'not-an-officer')
    assert.deepEqual(postsOn(ended.agency, ended.agency.officers.sj ?? assert.fail(), '2026-03-02'), ['handler'])
  })

  test('ZR-3-1-4-6 不得担任审核、审批岗位，不得代行；没有委托的组织没有人员', () => {
    refused(
      tried(entrusted(), ['givePost', { officer: 'sj', post: 'reviewer', from: '2026-03-05', basis: why }]),
      'entrusted-post',
      'CFF-20-3',
    )
    refused(
      tried(entrusted(), ['delegate', { delegate: 'sj', post: 'head', from: '2026-03-03', to: '2026-03-04', reason: why }, 'sun']),
      'entrusted-post',
      'CFF-20-4',
    )
    refused(tried(health, ['appoint', { ...member }]), 'no-entrustment', 'CFF-20-1')
  })
})

describe('首次登录链接', () => {
  const link = { officer: 'li', token: 'a'.repeat(64), until: '2026-03-03T01:00:00.000Z' }
  const invited = after([['invite', link]])
  const accept = { officer: 'li', token: link.token, hash: '$argon2id$x' }

  test('只能用一次，过期、换新以后不能用', () => {
    const used = after([['acceptInvitation', accept, 'system']], invited)
    assert.equal(used.agency.accounts.li?.epoch, 1)
    refused(tried(used, ['acceptInvitation', accept, 'system']), 'no-invitation')
    refused(tried(invited, ['acceptInvitation', accept, 'system', '2026-03-03']), 'no-invitation')
    refused(tried(invited, ['acceptInvitation', { ...accept, token: 'b'.repeat(64) }, 'system']), 'no-invitation')
    refused(
      tried(after([['invite', { ...link, token: 'b'.repeat(64) }]], invited), ['acceptInvitation', accept, 'system']),
      'no-invitation',
    )
    refused(tried(after([['disableAccount', { officer: 'li', why }]], invited), ['acceptInvitation', accept, 'system']), 'no-invitation')
  })

  test('系统管理员丢了口令和手机，又没有同事：在本机补发，事由留痕，第二验证因素解除，原来的登录都结束', () => {
    const lost = { officer: 'admin', token: link.token, until: link.until, why: '手机遗失' }
    const given = after([['relink', lost, 'system']])
    assert.equal(given.agency.accounts.admin?.epoch, (health.agency.accounts.admin?.epoch ?? 0) + 1)
    const back = after([['acceptInvitation', { ...accept, officer: 'admin' }, 'system']], given)
    refused(tried(back, ['acceptInvitation', { ...accept, officer: 'admin' }, 'system']), 'no-invitation')
    refused(tried(health, ['relink', { ...lost, officer: 'li' }, 'system']), 'administrator-helps')
    refused(tried(health, ['relink', { ...lost, officer: 'nobody' }, 'system']), 'no-officer')
    refused(tried(health, ['relink', { ...lost, until: '2026-03-01T00:00:00.000Z' }, 'system']), 'term-past')
    assert.throws(() => tried(health, ['relink', lost, 'admin']))
  })

  test('系统管理员不为自己的另一账号发放', () => {
    const two = after([['appoint', { id: 'a9', person: 'x', name: '甲', unit: 'office', posts: ['handler'], qualified: false }]])
    refused(tried(two, ['invite', { ...link, officer: 'nobody' }]), 'no-officer')
    refused(tried(two, ['invite', { ...link, until: '2026-03-01T00:00:00.000Z' }]), 'term-past')
  })
})

describe('设立链接', () => {
  const { offer, take } = { offer: findAct('installation.offerSetup'), take: findAct('installation.takeSetup') }
  const link = { token: 'a'.repeat(64), until: '2026-03-03T01:00:00.000Z' }
  const send = (state: unknown, act: typeof offer, input: object, today = '2026-03-02') =>
    play(health, state, step(act?.id ?? '', input, 'system', today))

  test('换新的、用过的、过期的都不能用', () => {
    const offered = granted(send({}, offer, link))
    refused(send(granted(send(offered, offer, { ...link, token: 'b'.repeat(64) })), take, { token: link.token }), 'no-setup-link', 'CFF-17')
    refused(send(granted(send(offered, take, { token: link.token })), take, { token: link.token }), 'no-setup-link')
    refused(send(offered, take, { token: link.token }, '2026-03-03'), 'no-setup-link')
  })
})
