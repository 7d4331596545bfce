import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { scopeKey } from '#db/pool'
import { systemClock } from '#server/clock'
import { newId, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { demoAgencies, founding } from '#server/demo'
import { verify } from '#server/verify/verify'
import { ownerOf, type Running, startCommand } from '../db/mingjing'
import { root, teller } from '../stories/telling'
import { password, wjw } from './house'

// a disk of its own that can be filled up: only where this process may mount one
const disk = mkdtempSync(join(tmpdir(), 'mingjing-full-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'tmpfs', disk]).status === 0
const dir = join(disk, 'data')
const config = readConfig({ data: dir, port: '0' }, {})

let server: Running
let url = ''
let cookie = ''
const kept = new Map<string, readonly unknown[]>()

async function send(id = newId()): Promise<{ id: string; status: number; body: Record<string, unknown> }> {
  const input = {
    ...{ source: 'inspection', text: '现场检查发现'.repeat(200), cause: '未将医疗废物分置', violationOn: systemClock.today() },
    party: { type: 'organisation', name: '某卫生站' },
  }
  const answer = await fetch(`${url}/api/acts/case.report`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ id, input }),
    signal: AbortSignal.timeout(30_000),
  })
  const body = (await answer.json()) as Record<string, unknown>
  if (answer.status === 200) kept.set(id, body.events as readonly unknown[])
  return { id, status: answer.status, body }
}

const filler = join(disk, 'filler')
/** Writes until nothing more goes in. */
function fill(): void {
  const file = openSync(filler, 'a')
  for (const size of [1 << 20, 1 << 12, 1])
    try {
      for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break
    } catch {}
  closeSync(file)
}

async function until(look: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const since = performance.now(); !(await look()); await sleep(50)) assert.ok(performance.now() - since < ms, 'not so in time')
}

describe('磁盘写满', { skip: isMounted ? false : 'needs the right to mount a disk of its own' }, () => {
  before(async () => {
    const database = await openDatabase(config, 'own')
    await teller(database.app).play(await Promise.all(demoAgencies(root).map((agency) => founding(agency, password))))
    await database.close()
    server = startCommand(['serve', '--json', '--data', dir, '--port', '0'])
    url = JSON.parse(await server.line('"ready"')).url
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency: wjw, officer: 'w01', password }),
    })
    cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    assert.equal((await send()).status, 200)
  })
  after(async () => {
    server?.kill('SIGTERM')
    await server?.ended
    if (isMounted) spawnSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
  })

  test('不能再记的不办，说明原因；腾出空间后接着办，同一编号只办一次', async () => {
    fill()
    let refused: Awaited<ReturnType<typeof send>> | undefined
    for (let n = 0; n < 3_000 && !refused; n++) {
      const said = await send()
      if (said.status !== 200) refused = said
    }
    assert.ok(refused, 'the disk never was full')
    assert.equal(refused.status, 507)
    assert.match(String(refused.body.detail), /磁盘已满/)
    rmSync(filler)
    const again = refused.id
    await until(async () => (await send(again)).status === 200)
  })

  test('连日志也写不下、数据库停了的，不停平台，等到有空间自己恢复', { skip: process.env.LONG ? false : 'LONG=1' }, async () => {
    fill()
    const client = await ownerOf(dir)
    client.on('error', () => {})
    for (let n = 0; n < 8; n++) {
      await client.query('select pg_switch_wal()').catch(() => {})
      await client.query(`select pg_logical_emit_message(true, 'full', 'x')`).catch(() => {})
    }
    await client.end().catch(() => {})
    // longer than a server that cannot start is tried again otherwise
    await until(async () => /磁盘已满/.test(String((await send()).body.detail)))
    await sleep(6_000)
    const said = await send()
    assert.equal(said.status, 503)
    assert.match(String(said.body.detail), /磁盘已满，数据库已经停止；请腾出空间/)
    rmSync(filler)
    await until(async () => (await send(said.id)).status === 200)
  })

  test('答复过的一件不少、一件不重，账本相符', async () => {
    server.kill('SIGTERM')
    await server.ended
    const database = await openDatabase(config, 'own')
    try {
      const { findings } = await verify(database.admin, { root, full: true, scope: scopeKey(database.secret.mingjing_app) })
      assert.deepEqual(findings, [])
      const client = new pg.Client({ ...database.admin.address, user: 'postgres', password: database.secret.postgres })
      await client.connect()
      const { rows } = await client.query<{ act_id: string; n: string }>('select act_id, count(*) as n from ledger_event group by act_id')
      await client.end()
      const counted = new Map(rows.map(({ act_id, n }) => [act_id, Number(n)]))
      for (const [id, events] of kept) assert.equal(counted.get(id), events.length)
    } finally {
      await database.close()
    }
  })
})
