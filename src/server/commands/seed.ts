import { listAgencies } from '#agency/store'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { storyClock } from '#server/clock'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { matrixOf } from '#server/matrix'
import { player } from '#server/play'
import { streams } from '#server/streams'

const MOST = 9_999

/** `mingjing seed`: agencies, people and matters to test with, told through the door; the same seed again changes nothing and answers the same. */
export const seed: Command = {
  name: 'seed',
  zh: '生成测试数据：--profile matrix 为检查权限用的各级机关、岗位和案件（只能在空的安装或者同一种子生成的安装上）',
  options: {
    profile: { type: 'string', zh: '生成什么，现有 matrix 一种', value: 'matrix' },
    seed: { type: 'string', zh: `种子，0 到 ${MOST} 的整数；相同的种子生成相同的内容`, value: 'N' },
  },
  async run(args) {
    const { profile, seed: given } = args.values
    if (profile !== 'matrix') throw new Misuse(`--profile 现在只能是 matrix${profile ? `：${profile}` : ''}`)
    const seed = Number(given ?? Number.NaN)
    if (given === '' || !Number.isInteger(seed) || seed < 0 || seed > MOST)
      throw new Misuse(`请用 --seed 给出种子，应为 0 到 ${MOST} 的整数：${given ?? '没有给出'}`)
    const config = readConfig(args.settings)
    const { members, stories } = await matrixOf(config.root, seed)
    const database = await openDatabase(config, 'join')
    try {
      const own = new Set(members.map(({ agency }) => agency))
      const foreign = (await listAgencies(database.portal)).find(({ agency }) => !own.has(agency))
      if (foreign)
        throw new Misuse(
          `${config.dir} 里已有${foreign.name}，不是种子 ${seed} 生成的，不能生成测试数据。请用 --data 另指定一个空的目录，或者改用原来的种子。`,
        )
      const clock = storyClock()
      const gate = door({ pool: database.app, streams: streams(loadPacks()), clock })
      await player({ door: gate, pool: database.app, clock }).play(stories)
      const accounts = members.flatMap(({ accounts }) => accounts)
      args.say(
        [
          `已按种子 ${seed} 生成 ${members.length} 个机关、${accounts.length} 个账号、${members.flatMap(({ streams }) => streams).length} 件案件。`,
          `所有账号的口令：${accounts[0]?.password}`,
          ...members.map(({ agency, name, accounts }) => `  ${agency}  ${name}  ${accounts.map(({ officer }) => officer).join(' ')}`),
        ].join('\n'),
        { profile, seed, agencies: members },
      )
      return 0
    } finally {
      await database.close()
    }
  },
}
