import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { extentsOf, type Resource, reads } from '#acts/reads'
import { type Agency, noAgency } from '#agency/agency'
import { seerOf } from '#agency/extent'
import { type Post, postsZh } from '#agency/post'
import { packs } from '../../test/ordinary.ts'

const officer = (id: string, unit: string, posts: readonly Post[], person = id) => ({ id, name: id, unit, posts, person, qualified: false })
const agencyOf = (...officers: readonly ReturnType<typeof officer>[]): Agency => ({
  ...noAgency,
  officers: Object.fromEntries(officers.map((each) => [each.id, each])),
})
const caller = { kind: 'officer', agency: 'demo', officer: 'me' } as const
const sees = (resource: Resource, ...posts: readonly Post[]) => [...extentsOf(caller, resource, agencyOf(officer('me', 'a', posts)))].sort()

describe('查阅总表', () => {
  test('每一项有名称，条款登记在册', () => {
    for (const { id, zh, clauses } of reads) {
      assert.match(zh, /^\p{Script=Han}/u, id)
      for (const clause of clauses) assert.ok(packs.provisions.has(clause), `${id} ${clause}`)
    }
  })

  test('没有岗位的，什么也查不到；系统和不登录的也一样，公开的和各人自己的除外', () => {
    for (const { id, by } of reads) {
      if (by === 'public') continue
      assert.deepEqual(sees(id), [], id)
      for (const other of [{ kind: 'system', agency: 'demo' }, { kind: 'public' }] as const)
        assert.equal(extentsOf(other, id, agencyOf(officer('me', 'a', ['head']))).size, 0, id)
    }
  })

  test('系统管理员不因其岗位知悉任何案件', () => {
    for (const resource of ['case', 'publication', 'supervision'] as const) assert.deepEqual(sees(resource, 'administrator'), ['own'])
  })

  test('ZR-4-2-2、WZ-JL-24-1 负责人、法制审核、执法监督知悉本机关案件；办案的知悉本机构的；公示的知悉要公示的', () => {
    for (const post of ['head', 'principalLeader', 'leaderInCharge', 'reviewer', 'supervisor'] as const)
      assert.deepEqual(sees('case', post), ['agency', 'own'], post)
    assert.deepEqual(sees('publication', 'reviewer'), ['agency', 'own'])
    for (const post of ['handler', 'unitHead'] as const) assert.deepEqual(sees('case', post), ['own', 'unit'], post)
    for (const post of ['publisher', 'releaser'] as const) assert.deepEqual(sees('case', post), ['own', 'published'], post)
    assert.deepEqual(sees('case', 'handler', 'publisher'), ['own', 'published', 'unit'], '身兼数职的，合并计算')
  })

  test('每个岗位都能查到自己参与的', () => {
    for (const post of Object.keys(postsZh) as Post[])
      for (const resource of ['case', 'publication', 'supervision', 'stream'] as const)
        assert.ok(sees(resource, post).includes('own'), post)
  })
})

describe('知悉范围', () => {
  const agency = agencyOf(
    officer('me', 'a', ['handler']),
    officer('me-too', 'b', ['publisher'], 'me'),
    officer('mate', 'a', ['handler']),
    officer('stranger', 'b', ['handler']),
  )
  const seer = (...extents: readonly ('agency' | 'unit' | 'own' | 'published')[]) => seerOf(new Set(extents), 'me', agency)

  test('同一人的几个账号是一个人：参与的、回避的都算在一起', () => {
    assert.deepEqual(seer('own'), { accounts: ['me', 'me-too'], people: ['me', 'me-too'], unassigned: false, published: false })
  })
  test('本机构：同机构人员参与的，和还没有人办的', () => {
    assert.deepEqual(seer('own', 'unit'), {
      ...{ accounts: ['me', 'me-too'], people: ['me', 'me-too', 'mate'] },
      ...{ unassigned: true, published: false },
    })
  })
  test('本机关：不问何人；回避仍然算', () => {
    const { people, accounts } = seer('own', 'agency')
    assert.deepEqual([people, accounts], [null, ['me', 'me-too']])
  })
})
