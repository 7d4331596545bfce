import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findRunning, isAlive, type Launched, launch } from '#db/launcher'

const dirs: string[] = []
const folder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-launch-'))
  dirs.push(dir)
  return dir
}
after(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

async function ask(server: Launched, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...server.address, user: 'postgres', password: server.secret.postgres })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** A process of ours that launches on the folder and then waits to be killed. */
const launchElsewhere = async (dir: string): Promise<{ child: ChildProcess; pid: number }> => {
  const code = `import { launch } from '#db/launcher'; const s = await launch({ dir: ${JSON.stringify(dir)} }); console.log(s.pid)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = await new Promise<number>((done, fail) => {
    child.stdout?.once('data', (data) => done(Number(String(data))))
    child.once('exit', () => fail(new Error('ended before it was up')))
  })
  return { child, pid }
}

const gone = async (pid: number) => {
  for (let i = 0; i < 200 && isAlive(pid); i++) await sleep(25)
  return !isAlive(pid)
}

describe('数据库的启动与停止', () => {
  const dir = folder()

  test('停止后再启动，数据仍在；口令和运行信息只有本人可读', async () => {
    const first = await launch({ dir })
    await ask(first, 'create table kept as select 1 as n')
    assert.equal(statSync(join(dir, 'run.json')).mode & 0o777, 0o600)
    assert.equal(statSync(join(dir, 'secret.json')).mode & 0o777, 0o600)
    assert.deepEqual(findRunning(dir), { ...first.address, pid: first.pid })
    await first.stop()
    assert.equal(existsSync(join(dir, 'run.json')), false)
    assert.equal(await gone(first.pid), true)
    const second = await launch({ dir })
    assert.deepEqual(await ask(second, 'select n from kept'), [{ n: 1 }])
    await second.stop()
    await second.stop()
  })

  test('写入落盘、整页写入、提交落盘、页校验均开启，编码为 UTF8，只听本机', async () => {
    const server = await launch({ dir })
    const names = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'server_encoding',
      'listen_addresses',
      'password_encryption',
    ]
    const rows = await ask(
      server,
      `select setting from unnest(array['${names.join("','")}']) with ordinality as n(name, i) join pg_settings using (name) order by i`,
    )
    assert.deepEqual(
      rows.map((row) => Object.values(row as object)[0]),
      ['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1', 'scram-sha-256'],
    )
    await server.stop()
  })

  test('没有口令的连不上', async () => {
    const server = await launch({ dir })
    const client = new pg.Client({ ...server.address, user: 'postgres', password: 'guess' })
    await assert.rejects(client.connect(), { code: '28P01' })
    await server.stop()
  })

  test('同一目录不能再启动一个', async () => {
    const { child, pid } = await launchElsewhere(dir)
    await assert.rejects(launch({ dir }), /正由另一个明镜进程使用/)
    child.kill('SIGKILL')
    const adopted = await launch({ dir })
    assert.equal(adopted.pid, pid, '主人已死的数据库由新的进程接管')
    assert.deepEqual(await ask(adopted, 'select n from kept'), [{ n: 1 }])
    await adopted.stop()
    assert.equal(await gone(pid), true)
    assert.equal(existsSync(join(dir, 'pg', 'postmaster.pid')), false)
  })

  test('连数据库一起被杀的，重新启动后数据仍在', async () => {
    const { child, pid } = await launchElsewhere(dir)
    process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
    assert.equal(existsSync(join(dir, 'pg', 'postmaster.pid')), true)
    const server = await launch({ dir })
    assert.notEqual(server.pid, pid)
    assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }])
    await server.stop()
  })

  test('遗留的进程文件指向别的进程的，照常启动', async () => {
    writeFileSync(join(dir, 'pg', 'postmaster.pid'), `${process.pid}\n${join(dir, 'pg')}\n0\n1\n\n\n\nready\n`)
    const server = await launch({ dir })
    await server.stop()
  })

  test('日志不记录语句和数值', async () => {
    const server = await launch({ dir })
    await ask(server, 'create table person (name text primary key)')
    await ask(server, "insert into person values ('张某甲')")
    await assert.rejects(ask(server, "insert into person values ('张某甲')"), { code: '23505' })
    await server.stop()
    const log = readFileSync(join(dir, 'postgres.log'), 'utf8')
    assert.match(log, /duplicate key/)
    assert.doesNotMatch(log, /张某甲|insert into/)
  })

  test('口令文件损坏的，说明如何处理', async () => {
    const broken = folder()
    writeFileSync(join(broken, 'secret.json'), '{}')
    await assert.rejects(launch({ dir: broken }), /口令文件 .* 已损坏。请从备份中恢复/)
  })
})

describe('以 root 运行', { skip: process.getuid?.() === 0 ? false : '不是 root' }, () => {
  for (const as of ['nobody', 'namespace'] as const)
    test(as === 'nobody' ? '数据库以 nobody 身份运行' : '目录不可达时，在用户命名空间内以 nobody 身份运行', async (t) => {
      const dir = folder()
      if (as === 'nobody') (await import('node:fs')).chmodSync(dir, 0o711)
      let server: Launched
      try {
        server = await launch({ dir, as })
      } catch (error) {
        if (as === 'namespace' && /unshare/.test(String(error))) return t.skip('系统禁止用户命名空间')
        throw error
      }
      assert.equal(statSync(join(dir, 'pg')).uid, as === 'nobody' ? 65534 : 0)
      await server.stop()
      const again = await launch({ dir })
      assert.deepEqual(await ask(again, 'select 1 as n'), [{ n: 1 }])
      await again.stop()
    })
})
