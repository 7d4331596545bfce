import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { postsZh } from '#agency/post'
import { findRoot } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { matrixOf, states } from '#server/matrix'
import { mingjing, startCommand } from './mingjing'

const dirs: string[] = []
const folder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-seed-'))
  dirs.push(dir)
  return dir
}
after(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})
const seed = (dir: string, n: number) => mingjing(['seed', '--profile', 'matrix', '--seed', String(n), '--data', dir, '--json'])

describe('生成测试数据', () => {
  test('同一种子，机关、账号、口令、案件编号都相同；不同的种子，都不同', async () => {
    const [one, same, other] = await Promise.all([7, 7, 8].map((n) => matrixOf(findRoot(), n)))
    assert.deepEqual(one?.members, same?.members)
    const told = (matrix: typeof one) => JSON.stringify(matrix?.members)
    for (const { agency, streams } of one?.members ?? [])
      for (const word of [agency, ...streams.map(({ stream }) => stream)]) assert.ok(!told(other).includes(word), word)
  })

  test('一省两市三县，两个领域；每个机关每个岗位有人，两个承办机构，每种状态一件', async () => {
    const { members } = await matrixOf(findRoot(), 7)
    for (const field of ['health', 'medical-security'] as const) {
      const those = members.filter((member) => member.field === field)
      assert.deepEqual(
        those.map(({ level }) => level),
        ['province', 'city', 'city', 'county', 'county', 'county'],
      )
      for (const { level, superior } of those) assert.equal(superior === null, level === 'province')
      assert.ok(those.every(({ superior }) => !superior || those.some(({ agency }) => agency === superior)))
    }
    for (const { accounts, streams } of members) {
      const open = accounts.filter(({ state }) => state === 'open')
      assert.deepEqual([...new Set(open.flatMap(({ posts }) => posts))].sort(), Object.keys(postsZh).sort())
      assert.equal(new Set(open.flatMap(({ posts, unit }) => (posts.includes('handler') ? [unit] : []))).size, 2)
      assert.deepEqual(
        accounts.filter(({ state }) => state !== 'open').map(({ state }) => state),
        ['disabled', 'expired'],
      )
      assert.deepEqual(
        streams.map(({ state }) => state),
        states,
      )
    }
  })

  test('只有 matrix 一种；种子须为整数：退出码 2，说明怎样改', async () => {
    const cases = [
      [['--profile', 'load', '--seed', '1'], /只能是 matrix/],
      [['--profile', 'matrix'], /请用 --seed 给出种子/],
      [['--profile', 'matrix', '--seed', '1.5'], /0 到 9999 的整数/],
    ] as const
    const said = await Promise.all(cases.map(([args]) => mingjing(['seed', ...args])))
    for (const [n, { code, out, err }] of said.entries()) {
      assert.deepEqual([code, out], [2, ''])
      assert.match(err, cases[n]?.[1] ?? /^$/)
    }
  })

  test('已有别的机关的安装，不生成', async () => {
    const dir = folder()
    const [first] = demoAgencies(findRoot())
    assert.ok(first)
    writeFileSync(join(dir, 'story.json'), JSON.stringify(await founding(first)))
    assert.equal((await mingjing(['play', join(dir, 'story.json'), '--data', dir])).code, 0)
    const { code, out, err } = await seed(dir, 7)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /已有北原省卫生健康委员会，不是种子 7 生成的/)
  })

  test('生成的可以登录；再执行一次，内容不变、答复相同；中途停下的接着做完；别的种子不行', {
    skip: process.env.LONG ? false : 'LONG=1',
  }, async () => {
    const dir = folder()
    const stopped = startCommand(['seed', '--profile', 'matrix', '--seed', '7', '--data', dir, '--json'])
    setTimeout(() => stopped.kill('SIGKILL'), 6_000)
    await stopped.ended
    const first = await seed(dir, 7)
    assert.equal(first.code, 0, first.err)
    assert.equal((await seed(dir, 7)).out, first.out)
    assert.match((await seed(dir, 8)).err, /不是种子 8 生成的/)
    const { agencies } = JSON.parse(first.out) as Readonly<{ agencies: Awaited<ReturnType<typeof matrixOf>>['members'] }>
    assert.equal((await mingjing(['ledger', 'verify', '--full', '--data', dir])).code, 0)
    const serving = startCommand(['serve', '--json', '--data', dir, '--port', '0'])
    try {
      const { url } = JSON.parse(await serving.line('"ready"')) as Readonly<{ url: string }>
      for (const { agency, accounts, streams } of agencies.slice(0, 2))
        for (const { officer, password, state } of accounts) {
          const body = JSON.stringify({ agency, officer, password })
          const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
          assert.equal(answer.status, state === 'disabled' ? 401 : 200, officer)
          if (officer !== 'head') continue
          const cookie = String(answer.headers.get('set-cookie')).split(';')[0] ?? ''
          for (const { stream } of streams) {
            const held = await fetch(`${url}/api/cases/${stream.slice(5)}`, { headers: { cookie } })
            assert.equal(held.status, 200, stream)
          }
        }
    } finally {
      serving.kill('SIGTERM')
      await serving.ended
    }
  })
})
