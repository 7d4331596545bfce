import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Guarded, guard } from '#db/guard'
import { findRunning, launch } from '#db/launcher'
import { startCommand } from './mingjing'

const dir = mkdtempSync(join(tmpdir(), 'mingjing-guard-'))
after(() => rmSync(dir, { recursive: true, force: true }))

const pidOf = (): number => Number(readFileSync(join(dir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])

async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>, ms = 10_000): Promise<T> {
  for (const since = performance.now(); performance.now() - since < ms; ) {
    const found = await look()
    if (found) return found
    await sleep(20)
  }
  throw new Error(`not so within ${ms} ms`)
}

const ask = async ({ address, secret }: Pick<Guarded, 'address' | 'secret'>, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ ...address, user: 'postgres', password: secret.postgres })
  client.on('error', () => {})
  await client.connect()
  return (await client.query(sql).finally(() => client.end().catch(() => {}))).rows
}

describe('数据库被杀，平台把它重新启动', () => {
  test('原地重新启动，数据仍在；其间说明正在恢复；一再被杀也一样', async () => {
    const server = await guard({ dir })
    await ask(server, 'create table kept as select 1 as n')
    for (let round = 0; round < 2; round++) {
      const before = pidOf()
      process.kill(before, 'SIGKILL')
      assert.match(await until(() => server.outage()), /正在重新启动/)
      await until(() => server.outage() === undefined)
      assert.notEqual(pidOf(), before)
      assert.equal(findRunning(dir)?.port, server.address.port)
      assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }])
    }
    await server.stop()
  })

  test('只有一个后台进程被杀的，数据库自己恢复，仍归原主，别人拿不走', async () => {
    const server = await guard({ dir })
    const before = pidOf()
    const [backend] = (await ask(server, "select pid from pg_stat_activity where application_name = 'mingjing owner'")) as { pid: number }[]
    process.kill(backend?.pid ?? 0, 'SIGKILL')
    await until(() =>
      ask(server, "select from pg_locks where locktype = 'advisory'").then(
        (rows) => rows.length === 1,
        () => false,
      ),
    )
    assert.equal(pidOf(), before)
    await assert.rejects(launch({ dir }), /正由另一个明镜进程使用/)
    await server.stop()
  })

  test('一再启动不了的，不再试，说明原因；数据目录不见了的，不另建一个空的', async () => {
    const control = join(dir, 'pg', 'global', 'pg_control')
    const [cluster, away] = [join(dir, 'pg'), join(dir, 'away')]
    for (const [spoil, mend] of [
      [() => renameSync(control, away), () => renameSync(away, control)],
      [() => renameSync(cluster, away), () => renameSync(away, cluster)],
    ] as const) {
      const server = await guard({ dir })
      const pid = pidOf()
      spoil()
      process.kill(pid, 'SIGKILL')
      assert.match((await server.givenUp).message, /重新启动了 \d 次都没有成功，平台停止运行。\p{Script=Han}/u)
      await server.stop()
      mend()
    }
  })

  test('停止平台与数据库被杀同时发生的，停得下来，不留下数据库', async () => {
    for (const wait of [0, 250]) {
      const server = await guard({ dir })
      process.kill(pidOf(), 'SIGKILL')
      await sleep(wait)
      await server.stop()
      const again = await launch({ dir })
      await again.stop()
    }
  })
})

describe('平台运行中', () => {
  test('数据库被杀：其间答 503 和 Retry-After，十秒内照常；停不起来的，平台退出并说明', async () => {
    const server = startCommand(['serve', '--json', '--data', dir, '--port', '0'])
    try {
      const { url } = JSON.parse(await server.line('"ready"'))
      process.kill(pidOf(), 'SIGKILL')
      const seen = new Set<number>()
      await until(async () => {
        const answer = await fetch(`${url}/readyz`)
        seen.add(answer.status)
        if (answer.status !== 503) return seen.has(503)
        assert.equal(answer.headers.get('retry-after'), '5')
        assert.match(((await answer.json()) as { detail: string }).detail, /数据库/)
        return false
      })
      assert.deepEqual([...seen].sort(), [200, 503])
      assert.equal((await fetch(`${url}/api/agencies`)).status, 200)

      rmSync(join(dir, 'pg', 'global', 'pg_control'))
      process.kill(pidOf(), 'SIGKILL')
      const { code, err } = await server.ended
      assert.equal(code, 1)
      assert.match(err, /平台停止运行/)
    } finally {
      server.kill('SIGKILL')
    }
  })
})
