import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { nearest } from '#policy/load'
import { packCheck, packDiff } from '#server/commands/pack'
import { Misuse } from '#server/config'

const dir = mkdtempSync(join(tmpdir(), 'packs-'))
after(() => rmSync(dir, { recursive: true }))
cpSync(nearest(), dir, { recursive: true })

type Command = typeof packCheck
/** What a command answers: its exit code, what a person reads, and the value. */
async function run(command: Command, positionals: readonly string[], values: Record<string, string> = {}) {
  const said: { zh: string; value: unknown }[] = []
  const code = await command.run({ positionals, values, settings: {}, say: (zh, value) => said.push({ zh, value }) })
  return { code, zh: said[0]?.zh ?? '', value: said[0]?.value as never }
}
type Checked = {
  ok: boolean
  findings: { pack: string; file: string; row: string; zh: string }[]
  packs: {
    pack: { id: string }
    parameters: { family: string; key: string; state: string; pack?: string; until?: string }[]
    disagreements: { conflict: boolean; zh: string }[]
  }[]
}
type Differed = Record<'differ' | 'onlyA' | 'onlyB', { family: string; key: string; a?: { says: string }; b?: { says: string } }[]>

describe('mingjing pack check', () => {
  test('随程序的规则包没有问题', async () => {
    const { code, value, zh } = await run(packCheck, [])
    const { ok, findings, packs } = value as Checked
    assert.deepEqual([code, ok, findings], [0, true, []])
    assert.equal(packs.length, 8)
    assert.match(zh, /规则包没有问题$/)
  })

  test('每个参数：本包规定、沿用哪一包、待本机关确定', async () => {
    const { value, zh } = await run(packCheck, ['siping-health'])
    const [pack] = (value as Checked).packs
    const state = (family: string, key: string) => pack?.parameters.find((each) => each.family === family && each.key === key)
    assert.deepEqual([state('lists', 'review.checks')?.state, state('lists', 'review.checks')?.pack], ['here', 'siping-health'])
    assert.deepEqual(
      [state('periods', 'complaint.accept')?.state, state('periods', 'complaint.accept')?.pack],
      ['inherited', 'jilin-health'],
    )
    assert.equal(state('periods', 'review')?.state, 'open')
    assert.match(state('periods', 'review')?.until ?? '', /由本机关以“采用本机关清单”确定/)
    assert.match(zh, /抵触：公开期限例外的依据/)
    assert.match(zh, /待本机关确定：法制审核时限/)
  })

  test('有问题的，说出规则包、文件、行和理由，退出码为一', async () => {
    const file = join(dir, 'wuding-health', 'periods.json')
    const sound = readFileSync(file, 'utf8')
    writeFileSync(file, sound.replace('"publication.penalty"', '"publication.penaly"').replace('"value": 20', '"value": 25'))
    const { code, value, zh } = await run(packCheck, ['wuding-health'], { dir })
    assert.equal(code, 1)
    assert.match(zh, /wuding-health\/periods\.json publication\.penaly：没有这个参数，是不是 publication\.penalty？/)
    assert.match(zh, /wuding-health\/periods\.json publication\.other 2019-09-01 起：宽于 cn 2018-12-05 起的规定（G118-6），只可从严/)
    assert.equal((value as Checked).ok, false)
    writeFileSync(file, '{"publication.penalty": [')
    assert.match((await run(packCheck, [], { dir })).zh, /wuding-health\/periods\.json：不是 JSON/)
    writeFileSync(file, sound)
    assert.equal((await run(packCheck, [], { dir })).code, 0)
  })

  test('条款登记读不进来的，也说出是哪一个文件', async () => {
    const file = join(dir, 'clauses', 'WD.json')
    const sound = readFileSync(file, 'utf8')
    writeFileSync(file, sound.replace('"key": "WD"', '"key": "wd"'))
    const { code, zh } = await run(packCheck, ['wuding-health'], { dir })
    assert.equal(code, 1)
    assert.match(zh, /clauses\/WD\.json：条款登记读不进来，text\.key：/)
    assert.match(zh, /wuding-health\/periods\.json publication\.penalty 2019-09-01 起：条款 WD-2-1-4-6 未在条款登记中/)
    writeFileSync(file, sound)
  })

  test('没有的规则包、没有的文件夹', async () => {
    await assert.rejects(run(packCheck, ['nowhere']), Misuse)
    await assert.rejects(run(packCheck, [], { dir: join(dir, 'nowhere') }), Misuse)
  })
})

describe('mingjing pack diff', () => {
  test('四平与武定：审核条款不同而内容相同的不算，日期、人员、岗位公示牌不同', async () => {
    const { code, value, zh } = await run(packDiff, ['siping-health', 'wuding-health'], { on: '2026-11-29' })
    const { differ, onlyA, onlyB } = value as Differed
    assert.equal(code, 0)
    assert.ok(!differ.some(({ key }) => key === 'review.checks'))
    assert.deepEqual(
      ['annual.publish', 'board.fields', 'identity.certificate']
        .map((key) => differ.find((each) => each.key === key))
        .map((each) => [each?.a?.says, each?.b?.says]),
      [
        ['01-31', '01-28'],
        [
          '所属单位、姓名、职务、岗位职责、申请材料示范文本、办理进度查询、咨询服务、投诉举报',
          '工作人员岗位职责、申请材料示范文本、办理进度查询、咨询服务、投诉举报',
        ],
        ['必须主动出示', '必须佩戴并主动出示'],
      ],
    )
    for (const { family, key, a, b } of [...differ, ...onlyA, ...onlyB])
      if (family === 'modes' || family === 'posts') assert.doesNotMatch(`${a?.says ?? ''}${b?.says ?? ''}`, /[A-Za-z]/, key)
    assert.ok(onlyA.some(({ key }) => key === 'complaint.accept'))
    assert.ok(onlyB.some(({ key }) => key === 'review.reviewers'))
    assert.match(zh, /只在 wuding-health：法制审核人员的人数（limits review\.reviewers）2人（wuding-health，WD-2-3-2-2）/)
  })
  test('自己与自己没有差异；名称和日期都要写对', async () => {
    const { value } = await run(packDiff, ['wanzhou-health', 'wanzhou-health'])
    assert.deepEqual([(value as Differed).differ, (value as Differed).onlyA, (value as Differed).onlyB], [[], [], []])
    await assert.rejects(run(packDiff, ['wanzhou-health']), Misuse)
    await assert.rejects(run(packDiff, ['wanzhou-health', 'cn'], { on: '明天' }), Misuse)
  })
})
