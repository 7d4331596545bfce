import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { scopeKey } from '#db/pool'
import { loadPacks } from '#policy/load'
import { type Answer, door } from '#server/act'
import { backup, readBackup } from '#server/backup'
import { systemClock } from '#server/clock'
import { type Config, newId, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { restore } from '#server/restore'
import { resume } from '#server/resume'
import { rotate } from '#server/rotate'
import { sequencer } from '#server/sequencer'
import { streams } from '#server/streams'
import { verify } from '#server/verify/verify'
import { wjw } from '../http/house'
import { as, callerOf, granted } from '../http/matter'
import { ordinary } from '../ordinary'
import { foundings, root, teller } from '../stories/telling'
import { mingjing } from './mingjing'

const home = mkdtempSync(join(tmpdir(), 'mingjing-backup-'))
const at = (name: string) => join(home, name)
const configOf = (name: string): Config => readConfig({ data: at(name) }, {})
after(() => rmSync(home, { recursive: true, force: true }))

/** A platform without its pages: the door, the log, and what was acknowledged. */
async function open(name: string) {
  const config = configOf(name)
  const database = await openDatabase(config, 'own')
  const said: string[] = []
  const log = sequencer({ pool: database.sequencer, dir: config.dir, say: (line) => said.push(line) })
  const gate = door({ pool: database.app, streams: streams(loadPacks()), clock: systemClock })
  const report = async (id: string): Promise<Answer> =>
    granted(await gate.send('case.report', { id, input: as(wjw, ordinary.report?.input) }, callerOf(wjw, 'w01')))
  const note = async (of = 'ops'): Promise<string> =>
    (await database.sequencer.query('select note from log_checkpoint where log = $1 order by shard desc, size desc limit 1', [of])).rows[0]
      ?.note
  const isWhole = async () => {
    const scope = scopeKey(database.secret.mingjing_app)
    assert.deepEqual((await verify(database.admin, { root, full: true, scope })).findings, [])
  }
  /** Leaves of the shard in use. */
  const sizeOf = async (): Promise<number> =>
    (await database.sequencer.query<{ size: number }>('select size from log_head where log = $1', ['ops'])).rows[0]?.size ?? 0
  return { config, database, log, said, report, note, isWhole, sizeOf, close: () => database.close() }
}

const kept = new Map<string, Answer>()
const file = at('first.tar')
let live: Awaited<ReturnType<typeof open>>
before(async () => {
  live = await open('live')
  await teller(live.database.app).play(await foundings())
  for (let n = 0; n < 5; n++) {
    const id = newId()
    kept.set(id, await live.report(id))
  }
  await live.log.run()
})
after(() => live?.close())

describe('备份', () => {
  test('不必停机：其间照常办理；备份只有本人可读，写完重新核对过', async () => {
    let isOver = false
    const during = (async () => {
      const ids: string[] = []
      while (!isOver) {
        const id = newId()
        await live.report(id)
        ids.push(id)
        await live.log.run()
      }
      return ids
    })()
    const steps: number[] = []
    const told = await backup(live.config, live.database, file, (done) => steps.push(done))
    isOver = true
    assert.ok((await during).length > 0)
    assert.ok(steps.length > 0)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(readBackup(file).sha256, told.sha256)
    assert.equal(existsSync(`${file}.part`), false)
    const { files } = readBackup(file).listed
    for (const name of ['pg/PG_VERSION', 'pg/backup_label', 'secret.json', 'keys/ops-1.key']) assert.ok(files[name], name)
    assert.ok(Object.keys(files).some((name) => /^pg\/pg_wal\/[0-9A-F]{24}$/.test(name)))
    assert.ok(!Object.keys(files).some((name) => /run\.json|postmaster\.pid|postgres\.log|s\.PGSQL/.test(name)))
  })

  test('已有的文件不覆盖；不写进数据目录；DATABASE_URL 的，说明用什么办法', async () => {
    await assert.rejects(
      backup(live.config, live.database, file, () => {}),
      /已经存在/,
    )
    await assert.rejects(
      backup(live.config, live.database, join(live.config.dir, 'x.tar'), () => {}),
      /不能放在数据目录里面/,
    )
    const { code, err } = await mingjing(['backup', '-o', at('y.tar')], { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' })
    assert.equal(code, 2)
    assert.match(err, /pg_basebackup/)
  })
})

describe('恢复', () => {
  test('已有内容的目录不动；残缺的、被改过的、多出来的备份不用，什么也不留下', async () => {
    const full = at('full')
    mkdirSync(full)
    writeFileSync(join(full, 'mine'), '')
    assert.throws(() => restore(file, full), /里已有内容/)
    assert.deepEqual(readdirSync(full), ['mine'])
    const bytes = readFileSync(file)
    const flipped = Buffer.from(bytes)
    const middle = Math.floor(bytes.length / 2)
    flipped[middle] = (flipped[middle] ?? 0) ^ 1
    const bad = at('bad.tar')
    for (const made of [
      bytes.subarray(0, middle),
      bytes.subarray(0, bytes.length - 4096),
      flipped,
      Buffer.concat([bytes, bytes]),
      Buffer.from('x'),
    ]) {
      writeFileSync(bad, made)
      assert.throws(() => restore(bad, at('empty')), /不是完整的备份/)
      assert.equal(existsSync(at('empty')), false)
    }
  })

  test('恢复做到一半的目录，什么命令都不在上面运行', async () => {
    mkdirSync(join(at('half'), 'restoring'), { recursive: true })
    await assert.rejects(openDatabase(configOf('half'), 'own'), /恢复没有做完/)
    assert.deepEqual(readdirSync(at('half')), ['restoring'])
  })

  test('备份以前办成的一件不少，同一编号再办得同一答复；核验无误；丢了后来签署的，不续签，另起一段', async () => {
    const { code, out } = await mingjing(['restore', file, '--data', at('again')])
    assert.equal(code, 0, out)
    assert.match(out, /ledger rotate/)
    const doctor = JSON.parse((await mingjing(['doctor', '--json', '--data', at('again')])).out)
    const check = doctor.checks.find(({ id }: { id: string }) => id === 'log')
    assert.equal(check.state, 'warn')
    assert.match(check.found, /较早的备份|备份恢复/)
    assert.match(check.mend, /ledger resume .* ledger rotate/)

    const again = await open('again')
    try {
      await again.isWhole()
      for (const [id, answer] of kept) assert.deepEqual(await again.report(id), answer)
      const signed = await again.note()
      await again.report(newId())
      await again.log.run()
      assert.equal(await again.note(), signed, 'nothing more is signed')
      assert.match(again.said.join(), /暂不续签.*备份.*办案照常/)

      await live.report(newId())
      await live.log.run()
      await assert.rejects(resume(again.database.sequencer, again.config.dir, await live.note()), /已经丢失，不能续签/)
      await assert.rejects(resume(again.database.sequencer, again.config.dir, (await live.note()).replace('\n— ', '\n— x')), /签名不成立/)
      await assert.rejects(resume(again.database.sequencer, again.config.dir, 'elsewhere/ops/1\n1\n'), /没有来源为/)

      const before = await again.sizeOf()
      const { ended, began } = await rotate(again.database.sequencer, again.config.dir, 'ops')
      assert.deepEqual([ended, began], [1, 2])
      await again.log.run()
      assert.notEqual(await again.note(), signed)
      const { rows } = await again.database.sequencer.query("select max(size) as size from log_checkpoint where log = 'ops' and shard = 1")
      assert.ok(rows[0].size <= before, 'the old key signed nothing more')
      await again.isWhole()
    } finally {
      await again.close()
    }
  })

  test('没有丢的，出示最新检查点，接着签；停着的也能备份', async () => {
    await live.log.run()
    const [notes, size] = [[at('ops.note'), at('pub.note')], await live.sizeOf()]
    writeFileSync(notes[0] ?? '', await live.note('ops'))
    writeFileSync(notes[1] ?? '', await live.note('pub'))
    await live.close()
    const second = at('second.tar')
    const made = await mingjing(['backup', '--json', '--output', second, '--data', at('live')])
    assert.equal(made.code, 0, made.err)
    live = await open('live')
    restore(second, at('moved'))
    const said = await mingjing(['ledger', 'resume', ...notes, '--data', at('moved')])
    assert.equal(said.code, 0, said.err)
    const moved = await open('moved')
    try {
      assert.equal(await moved.sizeOf(), size)
      const { events } = await moved.report(newId())
      await moved.log.run()
      assert.match(await moved.note(), new RegExp(`^\\S+/ops/1\n${size + events.length}\n`))
      await moved.isWhole()
    } finally {
      await moved.close()
    }
  })

  test('只把旧的数据库目录换回来的，签名钥记得签到哪里：不续签', async () => {
    await live.close()
    cpSync(join(at('live'), 'pg'), at('old'), { recursive: true, preserveTimestamps: true })
    const { uid, gid } = statSync(join(at('live'), 'pg'))
    live = await open('live')
    await live.report(newId())
    await live.log.run()
    await live.close()
    rmSync(join(at('live'), 'pg'), { recursive: true })
    const { settle } = await import('#db/launcher')
    cpSync(at('old'), join(at('live'), 'pg'), { recursive: true })
    settle(at('live'), join(at('live'), 'pg'))
    assert.deepEqual([statSync(join(at('live'), 'pg')).uid, statSync(join(at('live'), 'pg')).gid], [uid, gid])
    live = await open('live')
    const signed = await live.note()
    await live.report(newId())
    await live.log.run()
    assert.equal(await live.note(), signed)
    assert.match(live.said.join(), /签名钥已签到 \d+ 叶，库中只有 \d+ 叶/)
    const { began } = await rotate(live.database.sequencer, live.config.dir, 'ops')
    assert.ok(began > 1)
    await live.log.run()
    await live.isWhole()
  })
})
