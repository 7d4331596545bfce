import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { day } from '#law/day'
import { checkPack, readPacks } from '#policy/check'
import { disagreements, disagreementZh } from '#policy/conflict'
import { differences } from '#policy/diff'
import { clauseFilesIn, loadPacks, nearest, packFilesIn } from '#policy/load'
import { chainOf } from '#policy/overlay'
import { type Pack, type PackFinding, ranks, told } from '#policy/pack'
import { findParameter, unset } from '#policy/parameters'
import { provisionsOf } from '#policy/provision'
import { type Standing, standingsOf } from '#policy/standing'
import { systemClock } from '#server/clock'
import type { Command } from '#server/command'
import { Misuse } from '#server/config'
import { saysZh } from '#server/says'

const dirOption = { type: 'string', zh: '规则包的文件夹，默认随程序的 packs/', value: 'DIR' } as const

function dirOf(said: string | boolean | undefined): string {
  const dir = typeof said === 'string' ? said : nearest()
  if (!existsSync(dir)) throw new Misuse(`没有文件夹 ${dir}`)
  return dir
}

const counted = (standings: readonly Standing[]) =>
  (['here', 'inherited', 'open'] as const).map((state) => standings.filter((each) => each.state === state))

/** A pack as the check tells of it: who fixes what, what is left open, where levels disagree. */
function tell(chain: readonly Pack[], today: string) {
  const pack = chain.at(-1) as Pack
  const standings = standingsOf(chain, today)
  const compared = disagreements(chain).filter(({ lower }) => lower.pack === pack.id)
  const [here = [], inherited = [], open = []] = counted(standings)
  return {
    pack: { id: pack.id, zh: pack.zh, rank: pack.rank, chain: chain.map(({ id }) => id) },
    parameters: standings.map(({ parameter, state, pack: by, row }) => ({
      family: parameter.family,
      key: parameter.key,
      zh: parameter.zh,
      room: parameter.room,
      clauses: row?.clauses ?? parameter.clauses,
      state,
      ...(by ? { pack: by } : {}),
      ...(row ? { says: saysZh(row, parameter.key) } : { until: unset(parameter) }),
    })),
    disagreements: compared.map((each) => ({ ...each, zh: disagreementZh(each) })),
    lines: [
      `${pack.id} ${pack.zh}（${ranks[pack.rank]}，${chain.map(({ id }) => id).join(' ← ')}）`,
      `  本包规定 ${here.length} 项，沿用下层 ${inherited.length} 项，待本机关确定 ${open.length} 项`,
      ...compared.filter(({ conflict }) => conflict).map((each) => `  抵触：${disagreementZh(each)}`),
    ],
    more: [
      ...compared.filter(({ why }) => why === 'stricter').map((each) => `  更严：${disagreementZh(each)}`),
      ...open.map(({ parameter }) => `  待本机关确定：${unset(parameter)}（${parameter.family} ${parameter.key}）`),
    ],
  }
}

/** `mingjing pack check`: every fault of the packs, who fixes each parameter, and where two levels disagree. */
export const packCheck: Command = {
  name: 'pack check',
  zh: '检查规则包：格式、条款、日期、层级，各级规定的抵触，待本机关确定的参数',
  options: { dir: dirOption },
  operands: '[规则包]',
  async run({ values, positionals: [id], say }) {
    const dir = dirOf(values.dir)
    const read = packFilesIn(dir)
    if (read.folders.size === 0) throw new Misuse(`${dir} 中没有规则包`)
    if (id && !read.folders.has(id)) throw new Misuse(`没有规则包 ${id}；现有 ${[...read.folders.keys()].join('、')}`)
    const { packs, findings: malformed } = readPacks(read.folders)
    const own = existsSync(join(dir, 'clauses')) ? clauseFilesIn(dir) : undefined
    const provisions = own ? provisionsOf(own.texts) : loadPacks().provisions
    const faults = [...packs.values()].flatMap((pack) => checkPack(packs, provisions, pack))
    const all: readonly PackFinding[] = [...(own?.findings ?? []), ...read.findings, ...malformed, ...faults]
    const findings = id ? all.filter(({ pack }) => pack === id || pack === 'clauses') : all
    const sound = [...packs.values()].filter(
      (pack) =>
        (!id || pack.id === id) && !all.some((each) => each.pack === pack.id && each.file === 'pack.json' && each.row === 'beneath'),
    )
    const tales = sound.map((pack) => tell(chainOf(packs, pack.id), systemClock.today()))
    say(
      [
        ...tales.flatMap(({ lines, more }) => (id ? [...lines, ...more] : lines)),
        ...findings.map(told),
        findings.length === 0 ? '规则包没有问题' : `规则包有 ${findings.length} 处问题`,
      ].join('\n'),
      { ok: findings.length === 0, findings, packs: tales.map(({ lines: _, more: __, ...tale }) => tale) },
    )
    return findings.length === 0 ? 0 : 1
  },
}

/** `mingjing pack diff A B`: which keys differ on a day, what each pack says and by which clause. */
export const packDiff: Command = {
  name: 'pack diff',
  zh: '比较两个规则包：哪些规定不同，各说什么，依据哪一条',
  options: { dir: dirOption, on: { type: 'string', zh: '比较哪一日施行的规定，默认今日', value: 'DAY' } },
  operands: 'A B',
  async run({ values, positionals: [first = '', second = ''], say }) {
    const { packs } = loadPacks(typeof values.dir === 'string' ? dirOf(values.dir) : undefined)
    for (const id of [first, second])
      if (!packs.has(id)) throw new Misuse(`${id ? `没有规则包 ${id}` : '请写明两个规则包'}；现有 ${[...packs.keys()].join('、')}`)
    const asked = z.union([day, z.undefined()]).safeParse(values.on)
    if (!asked.success) throw new Misuse('--on 应为日期，例如 2026-11-21')
    const on = asked.data ?? systemClock.today()
    const found = differences(chainOf(packs, first), chainOf(packs, second), on).map(({ family, key, a, b }) => ({
      family,
      key,
      zh: findParameter(family, key)?.zh ?? key,
      ...(a ? { a: { ...a, says: saysZh(a.row, key) } } : {}),
      ...(b ? { b: { ...b, says: saysZh(b.row, key) } } : {}),
    }))
    const differ = found.filter(({ a, b }) => a && b)
    const onlyA = found.filter(({ b }) => !b)
    const onlyB = found.filter(({ a }) => !a)
    const side = (held: (typeof found)[number]['a']) => (held ? `${held.says}（${held.pack}，${held.row.clauses.join('、')}）` : '')
    say(
      [
        `${first} 与 ${second}，${on} 施行的规定：不同 ${differ.length} 项，只在 ${first} ${onlyA.length} 项，只在 ${second} ${onlyB.length} 项`,
        ...differ.flatMap(({ zh, family, key, a, b }) => [
          `${zh}（${family} ${key}）`,
          `  ${first}：${side(a)}`,
          `  ${second}：${side(b)}`,
        ]),
        ...onlyA.map(({ zh, family, key, a }) => `只在 ${first}：${zh}（${family} ${key}）${side(a)}`),
        ...onlyB.map(({ zh, family, key, b }) => `只在 ${second}：${zh}（${family} ${key}）${side(b)}`),
      ].join('\n'),
      { a: first, b: second, on, differ, onlyA, onlyB },
    )
    return 0
  },
}
