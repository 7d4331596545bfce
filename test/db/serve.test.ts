import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { findRunning, isAlive } from '#db/launcher'
import { mingjing, ownerOf, type Running, startCommand } from './mingjing'

const dir = mkdtempSync(join(tmpdir(), 'mingjing-serve-'))
const started: Running[] = []
const serve = (...args: string[]) => {
  const command = startCommand(['serve', '--json', '--data', dir, '--port', '0', ...args])
  started.push(command)
  return command
}
const urlOf = async (command: Running): Promise<string> => JSON.parse(await command.line('"ready"')).url
after(async () => {
  for (const command of started) command.kill('SIGTERM')
  await Promise.all(started.map((command) => command.ended))
  rmSync(dir, { recursive: true, force: true })
})

async function ask(sql: string): Promise<unknown[]> {
  const client = await ownerOf(dir)
  return (await client.query(sql).finally(() => client.end())).rows
}

describe('运行平台', () => {
  let last: Running
  let url: string

  test('就绪后说明网址，可以访问', async () => {
    last = serve()
    const ready = JSON.parse(await last.line('"ready"'))
    assert.equal(ready.empty, true, 'nobody yet: it says what to do next')
    url = ready.url
    assert.match(ready.setup, new RegExp(`^${url}/desk/setup#[\\w-]{43}$`), 'and by which link')
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
    await ask("insert into stream_head (agency, kind, id, version) values ('kept', 'case', '1', 0)")
  })

  test('同一数据目录不能再运行一个', async () => {
    const { code, err } = await serve().ended
    assert.equal(code, 1)
    assert.match(err, /正由另一个明镜进程使用/)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
  })

  test('端口被占用的，退出码 2，数据库一并停止', async () => {
    const other = mkdtempSync(join(tmpdir(), 'mingjing-serve-'))
    const { code, err } = await startCommand(['serve', '--data', other, '--port', new URL(url).port]).ended
    assert.equal(code, 2)
    assert.match(err, /端口 \d+ 已被占用。请用 --port/)
    assert.equal(existsSync(join(other, 'pg', 'postmaster.pid')), false)
    rmSync(other, { recursive: true })
  })

  test('被强行结束的，再次运行即接管原数据库，数据仍在', async () => {
    const before = findRunning(dir)?.pid
    last.kill('SIGKILL')
    await last.ended
    last = serve()
    await urlOf(last)
    assert.equal(findRunning(dir)?.pid, before)
    assert.equal((await ask("select from stream_head where agency = 'kept'")).length, 1)
  })

  test('唯一的系统管理员丢了口令：在本机补发链接，事由留痕，本人设置新口令后登录', async () => {
    const { setup } = JSON.parse(await last.line('"ready"'))
    const post = (path: string, body: object) =>
      fetch(`${new URL(setup).origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const agency = {
      id: 'qing-wjw',
      name: '青县卫生健康局',
      shortName: '青县卫健局',
      word: '青卫',
      field: 'health',
      pack: 'cn-health',
      level: 'county',
    }
    const administrator = { id: 'a00', name: '安然', password: 'lantern-boat-47-rain' }
    assert.equal((await post('/api/setup', { token: new URL(setup).hash.slice(1), agency, administrator })).status, 201)

    const relink = ['account', 'relink', '--agency', 'qing-wjw', '--officer', 'a00', '--why', '口令遗失']
    const { code, out } = await mingjing([...relink, '--json', '--data', dir])
    assert.equal(code, 0)
    const token = JSON.parse(out).path.split('.')[2]
    const welcome = { agency: 'qing-wjw', officer: 'a00', token, password: 'another-boat-48-snow' }
    assert.equal((await post('/api/welcome', welcome)).status, 204)
    assert.equal((await post('/api/welcome', welcome)).status, 409, 'once')
    const signIn = (password: string) => post('/api/session', { agency: 'qing-wjw', officer: 'a00', password })
    assert.equal((await signIn(administrator.password)).status, 401)
    assert.equal((await signIn(welcome.password)).status, 200)
    assert.equal(
      (await ask(`select from ledger_event where act = 'agency.relink' and convert_from(payload, 'UTF8') like '%口令遗失%'`)).length,
      1,
    )
  })

  test('数据目录不能建立或者不能写入、地址不是本机的，说明怎样改', async () => {
    const file = join(dir, 'a-file')
    writeFileSync(file, '')
    for (const command of ['serve', 'doctor', 'demo']) {
      const { code, err } = await startCommand([command, '--data', file]).ended
      assert.equal(code, 1)
      assert.match(err, /数据目录 .* 不能建立或者不能写入。请改正目录的权限/)
    }
    const other = mkdtempSync(join(tmpdir(), 'mingjing-serve-'))
    const { code, err } = await startCommand(['serve', '--data', other, '--port', '0', '--host', '203.0.113.1']).ended
    assert.equal(code, 2)
    assert.match(err, /本机没有地址 203.0.113.1/)
    rmSync(other, { recursive: true })
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    test(`收到 ${signal}，十秒内停止，退出码 0，数据库一并停止`, async () => {
      if (!findRunning(dir)) last = serve()
      await urlOf(last)
      const database = findRunning(dir)?.pid ?? 0
      const since = performance.now()
      last.kill(signal)
      last.kill(signal) // as from a terminal and from npm: one press
      assert.equal((await last.ended).code, 0)
      assert.ok(performance.now() - since < 10_000)
      assert.equal(isAlive(database), false)
      assert.equal(existsSync(join(dir, 'run.json')), false)
      assert.equal(existsSync(join(dir, 'pg', 'postmaster.pid')), false)
    })
})
