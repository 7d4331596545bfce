import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { describe, test } from 'node:test'

type Said = { code: number | null; out: string; err: string }

/** Runs the command as a person would, with these lines on its input. */
const deadline = (args: readonly string[], input = ''): Promise<Said> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, ['bin/mingjing.mjs', 'deadline', ...args], { stdio: 'pipe' })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.err += text
    })
    child.on('error', fail).on('close', (code) => done({ code, ...said }))
    child.stdin.end(input)
  })
const ask = (...args: string[]) => deadline(args)

describe('mingjing deadline', () => {
  test('七个工作日跨国庆：期满日、依据、逐日说明，带星期', async () => {
    const { code, out } = await ask('--pack', 'wanzhou-health', '--rule', 'publication.penalty', '--from', '2026-09-28')
    assert.equal(code, 0)
    const lines = out.trim().split('\n')
    assert.equal(lines[0], '期满日：2026-10-13 周二')
    assert.match(lines[2] ?? '', /《万州区卫生健康行政执法公示制度》第二十四条/)
    assert.equal(lines.length, 4 + 16)
    assert.equal(lines[4], '2026-09-28 周一  不计  当日不计')
    assert.equal(lines[7], '2026-10-01 周四  不计  国庆节')
    assert.equal(lines[16], '2026-10-10 周六  第5个工作日  国庆节调休上班')
    assert.equal(lines.at(-1), '2026-10-13 周二  第7个工作日')
  })

  test('问错的，说明怎样改，返回2', async () => {
    const { code, err } = await ask('--pack', 'cn', '--rule', 'paymnt', '--from', '2026-01-05')
    assert.equal(code, 2)
    assert.match(err, /没有期间 paymnt，可用：.*payment/)
    assert.match((await ask('--plus', '7wd', '--from', '2026-02-30')).err, /应为日期/)
  })

  test('成批：逐行答复，次序不变；答不出的一行说明原因，其余照答，最后返回1', async () => {
    const lines = [
      '{"pack":"cn-health","rule":"hearing.request","from":"2021-07-15"}',
      '{"pack":"cn","plus":"15d","from":"2026-09-16"}',
      'not json',
      '{"pack":"cn","plus":"15d"}',
      '{"plus":"7wd","from":"2026-12-28"}',
    ]
    const { code, out } = await deadline(['--batch'], `${lines.join('\n')}\n`)
    assert.equal(code, 1)
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      answers.map(({ due, provisional, error }) => error ?? [due, provisional]),
      [
        ['2021-07-22', false],
        ['2026-10-08', false],
        '本行不是 JSON',
        'from：应为日期，例如 2026-11-21；以小时计的，写到分，例如 2026-11-21T10:20（北京时间）',
        ['2027-01-06', true],
      ],
    )
  })

  test('两万行，逐行答复', async () => {
    const line = '{"pack":"cn-health","rule":"decision","from":"2026-03-02"}\n'
    const { code, out } = await deadline(['--batch'], line.repeat(20_000))
    assert.equal(code, 0)
    assert.equal(out.trim().split('\n').length, 20_000)
  })
})
