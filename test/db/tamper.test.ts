import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { scopeKey } from '#db/pool'
import { demoStories } from '#server/demo'
import { sequencer } from '#server/sequencer'
import { verify } from '#server/verify/verify'
import { foundings, root, teller } from '../stories/telling'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
const dir = mkdtempSync(join(tmpdir(), 'mingjing-tamper-'))
before(async () => {
  db = await freshDatabase()
  await teller(db.app).play([...(await foundings()), ...demoStories(root).slice(0, 1)])
  const log = sequencer({ pool: db.sequencer, dir, say: () => {} })
  await log.run()
})
after(async () => {
  await db.drop()
  rmSync(dir, { recursive: true, force: true })
})

const found = async (checkpoint?: string) =>
  (await verify(db.admin, { root, full: true, checkpoint, scope: scopeKey(db.secret.mingjing_app) })).findings.map(({ object }) => object)

test('没有改动的，没有不符', async () => assert.deepEqual(await found(), []))

/** Runs SQL as who may do everything, behind the back of triggers and keys; what is then found; and all is as it was. */
async function meddled(change: string, back: string): Promise<readonly string[]> {
  const run = (text: string) => db.root.query(`set session_replication_role = replica; ${text}; set session_replication_role = default`)
  await run(change)
  try {
    return await found()
  } finally {
    await run(back)
  }
}

describe('改动看得出来', () => {
  const flips = [
    ['ledger_event', 'payload = set_byte(payload, 20, get_byte(payload, 20) # 1)', /^ledger_event .* payload, nonce$/],
    ['ledger_event', 'leaf = set_byte(leaf, 3, get_byte(leaf, 3) # 1)', /^ledger_event .* leaf$/],
    ['ledger_event', "actor = actor || 'x'", /^ledger_event .* actor$/],
    ['log_tile', 'bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1)', /^log_tile .* bytes$/],
    ['log_checkpoint', "note = replace(note, '— ', '— x')", /^log_checkpoint .* note$/],
    ['log_head', "root = sha256('x')", /^log_head .* root$/],
    ['log_leaf', 'leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1)', /^log_leaf .* leaf_hash$/],
    ['stream_head', 'version = version + 1', /^stream_head .* version$/],
    ['act_answer', "actor = actor || 'x'", /^act_answer .* actor$/],
    ['duty', 'due = due + 1', /^duty .* due$/],
  ] as const
  for (const [table, set, named] of flips)
    test(`${table}：${set}`, async () => {
      const one = `(select ctid from ${table} order by ctid limit 1)`
      const objects = await meddled(
        `create table kept as select * from ${table}; update ${table} set ${set} where ctid = ${one}`,
        `delete from ${table}; insert into ${table} select * from kept; drop table kept`,
      )
      assert.ok(
        objects.some((object) => named.test(object)),
        objects.join('\n'),
      )
    })

  test('另存的检查点：续成的相合，另造的不合', async () => {
    const { rows } = await db.root.query<{ note: string }>("select note from log_checkpoint where log = 'ops' order by size desc limit 1")
    const note = rows[0]?.note ?? ''
    assert.deepEqual(await found(note), [])
    const forged = note.replace(/^(.*\n\d+\n)./, (_, head: string) => `${head}${note.split('\n')[2]?.startsWith('A') ? 'B' : 'A'}`)
    assert.equal((await found(forged)).length, 1)
  })

  test('改回以后，没有不符', async () => assert.deepEqual(await found(), []))
})
