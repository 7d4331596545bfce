import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { asksProof } from '#oversight/coverage'
import { loadProven } from '#oversight/load'
import { loadPacks } from '#policy/load'
import { findRoot } from '#server/config'
import { makeCoverage } from '#server/coverage'

describe('反证 packs/proven.json', () => {
  const proven = loadProven()
  const coverage = makeCoverage(findRoot(), loadPacks())
  const asked = Object.entries(coverage.clauses).filter(([, { status }]) => status === 'kept')
  const mend = 'run `node --import tsx test/broken.mjs --write`, then `node bin/mingjing.mjs docs`, and commit both files'

  test('有规则、有测试的每一条，每一项规则都改坏过；不再如此的，不留在其中', () => {
    const stale = asked.flatMap(([id, found]) => {
      const said = proven[id as ClauseId] ?? {}
      const rules = asksProof(coverage, found)
      return rules.every((rule) => rule in said) && Object.keys(said).length === rules.length ? [] : [id]
    })
    const gone = Object.keys(proven).filter((id) => !asked.some(([each]) => each === id))
    assert.ok(stale.length + gone.length === 0, `${[...stale, ...gone].join(', ')}: ${mend}`)
  })
  test('不能通过的测试，仍然以该条款命名', () => {
    const moved = asked.filter(([id, { tests }]) =>
      Object.values(proven[id as ClauseId] ?? {}).some((proof) => proof && !tests.includes(proof.test)),
    )
    assert.ok(moved.length === 0, `${moved.map(([id]) => id).join(', ')}: ${mend}`)
  })
})
