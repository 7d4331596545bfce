import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { findRunning } from '#db/launcher'
import { secretOf } from '#db/secret'
import { mingjing, type Running, startCommand } from '../db/mingjing'

const scratch = mkdtempSync(join(tmpdir(), 'mingjing-demo-'))
const dir = join(scratch, 'demo')
const started: Running[] = []
const demo = (data = dir) => {
  const command = startCommand(['demo', '--json', '--data', data, '--port', '0'])
  started.push(command)
  return command
}
after(async () => {
  for (const command of started) command.kill('SIGTERM')
  await Promise.all(started.map(({ ended }) => ended))
  rmSync(scratch, { recursive: true, force: true })
})

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const where = findRunning(dir)
  assert.ok(where)
  const { host, port } = where
  const client = new pg.Client({ host, port, database: 'mingjing', user: 'postgres', password: secretOf(dir).postgres })
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows
}

const untilReady = async (command: Running) => JSON.parse(await command.line('"ready"'))
const countEvents = async () => Number((await ask('select count(*) as n from ledger_event'))[0]?.n)

describe('mingjing demo', () => {
  let running: Running
  let events = 0

  test('全部办理完毕之前没有就绪，之后就绪；写明网址和账号', async () => {
    running = demo()
    const { url } = JSON.parse(await running.line('"playing"'))
    const early = await fetch(`${url}/readyz`, { headers: { connection: 'close' } }) // what is told may take longer than a connection is kept
    assert.equal(early.status, 503)
    assert.equal(early.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    const ready = await untilReady(running)
    assert.equal((await fetch(`${url}/readyz`)).status, 200)
    assert.equal(ready.url, url)
    const { agency, officer, password } = ready.accounts[0]
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency, officer, password }),
    })
    assert.equal(signedIn.status, 200)
    assert.match(await (await fetch(url)).text(), /远卫医罚〔2024〕1号/)
    events = await countEvents()
  })

  test('法规变动：按期办结的、还没有到期的、已经过期的都有，导览走到那一页', async () => {
    const works = await ask("select key, due::text as due, done_on::text as done from duty where key like 'law:%' order by key")
    assert.deepEqual(
      works.map(({ key, due, done }) => [key, due, done]),
      [
        ['law:1:basis', '2021-02-22', '2021-02-08'],
        ['law:1:benchmark', '2021-04-22', '2021-04-12'],
        ['law:2:basis', '2026-05-29', '2026-05-22'],
        ['law:2:benchmark', '2026-07-29', null],
        ['law:3:basis', '2026-07-06', '2026-06-26'],
        ['law:3:benchmark', '2026-12-07', null],
      ],
    )
    const tour = JSON.parse(readFileSync(join(dir, 'tour.json'), 'utf8')) as readonly { href: string }[]
    assert.ok(tour.some(({ href }) => href === '/desk/supervision/laws'))
  })

  test('再次运行，沿用原有数据', async () => {
    running.kill('SIGTERM')
    assert.equal((await running.ended).code, 0)
    running = demo()
    await untilReady(running)
    assert.ok((await countEvents()) >= events)
    const { out } = running.said()
    assert.doesNotMatch(out, /"playing"/)
  })

  test('上次没有办完就中断的，从头办理', async () => {
    running.kill('SIGKILL')
    await running.ended
    const note = join(dir, 'demo.json')
    writeFileSync(note, JSON.stringify({ ...JSON.parse(readFileSync(note, 'utf8')), played: false }))
    running = demo()
    await running.line('"playing"')
    await untilReady(running)
    const rows = await ask('select count(*) as n from pub.decision')
    assert.equal(Number(rows[0]?.n), 9)
  })

  test('不是演示的数据目录，演示不动它', async () => {
    const own = join(scratch, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'kept.txt'), 'kept')
    const { code, err } = await demo(own).ended
    assert.equal(code, 2)
    assert.match(err, /不是演示的数据目录/)
    assert.equal(readFileSync(join(own, 'kept.txt'), 'utf8'), 'kept')
  })
})

describe('mingjing play', () => {
  const stories = join(scratch, 'stories')
  mkdirSync(stories)
  const write = (name: string, steps: object[]) => {
    const file = join(stories, `${name}.json`)
    writeFileSync(file, JSON.stringify({ title: name, steps }))
    return file
  }
  const report = {
    at: '2026-11-30T02:00:00.000Z',
    as: 'yuanshan-wjw/w01',
    act: 'case.report',
    stream: 'case:new',
    input: {
      source: 'inspection',
      text: '现场检查发现',
      cause: '未将医疗废物按照类别分置于专用容器',
      party: { type: 'organisation', name: '某卫生站' },
      violationOn: '2026-11-26',
    },
  }
  const tooEarly = { ...report, act: 'penalty.decide', as: 'yuanshan-wjw/w05', input: { opinion: '同意' } }

  test('在运行着的演示上逐步办理，每一步有答复', async () => {
    const file = write('on', [report, { ...tooEarly, expect: { refused: 'out-of-order', clause: 'CFF-57-1' } }])
    const { code, out, err } = await mingjing(['play', file, '--json', '--data', dir])
    assert.equal(code, 0, err)
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      answers.map(({ outcome, ok }) => outcome?.is ?? ok),
      ['granted', 'refused', true],
    )
  })

  test('与所说的不一致，在那一步停下，退出码 1', async () => {
    const { code, out, err } = await mingjing(['play', write('off', [report, tooEarly, report]), '--data', dir])
    assert.equal(code, 1)
    assert.match(err, /应当办成/)
    assert.equal(out.trim().split('\n').length, 1)
  })

  test('不是故事的文件，退出码 2', async () => {
    const { code, err } = await mingjing(['play', write('none', [{ at: '昨天' }]), '--data', dir])
    assert.equal(code, 2)
    assert.match(err, /不是故事/)
  })

  test('有正式机关的安装，不用故事时钟', async () => {
    await ask(
      "insert into pub.agency (agency, name, short_name, field, demo, version) values ('real', '某区卫生健康委员会', '某卫健委', 'health', false, 1)",
    )
    const { code, err } = await mingjing(['play', write('real', [report]), '--data', dir])
    assert.equal(code, 2)
    assert.match(err, /不是演示安装/)
  })
})
