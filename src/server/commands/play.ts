import { z } from 'zod'
import { findAct } from '#acts/table'
import { listAgencies } from '#agency/store'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { storyClock } from '#server/clock'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { storyIn } from '#server/demo'
import { type Played, player, type Story } from '#server/play'
import { streams } from '#server/streams'

function read(file: string): Story {
  try {
    return storyIn(file)
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error)
    throw new Misuse(`${file} 不是故事：${why}`)
  }
}

function said({ outcome }: Played): string {
  switch (outcome.is) {
    case 'granted':
      return `已办理，${outcome.answer.stream} 第 ${outcome.answer.version} 版`
    case 'refused':
      return `不予办理（${outcome.refusal.code}）：${outcome.refusal.zh}［${outcome.refusal.clauses.join('、')}］`
    case 'malformed':
      return `填写有误：${outcome.faults.map(({ path, zh }) => `${path} ${zh}`).join('；')}`
    case 'forbidden':
      return '岗位不符'
    case 'notFound':
      return '没有找到'
    case 'stale':
      return `已有新的变化，现为第 ${outcome.version} 版`
  }
}

/** `mingjing play STORY.json`: tells a story through the door, step by step, until it ends otherwise than it says. */
export const play: Command = {
  name: 'play',
  zh: '逐步办理一个故事（只能在演示安装或者空的安装上）',
  options: {},
  operands: 'STORY.json',
  async run(args) {
    const [file, ...more] = args.positionals
    if (!file || more.length > 0) throw new Misuse('请给出一个故事文件：mingjing play STORY.json')
    const story = read(file)
    const config = readConfig(args.settings)
    const database = await openDatabase(config, 'join')
    try {
      const agencies = await listAgencies(database.portal)
      if (agencies.some(({ demo }) => !demo))
        throw new Misuse(`${config.dir} 不是演示安装，不能使用故事时钟。请用 --data 指定演示或者空的数据目录。`)
      if (story.steps.some(({ act, input }) => act === 'agency.found' && !(input as { demo?: boolean }).demo))
        throw new Misuse('故事只能设立演示机关（demo 为 true）。')
      const clock = storyClock()
      const gate = door({ pool: database.app, streams: streams(loadPacks()), clock })
      await player({ door: gate, pool: database.app, clock }).play([story], (played) => {
        const { step, outcome } = played
        const zh = findAct(step.act)?.zh ?? step.act
        args.say(`${step.at} ${step.as} ${zh}：${said(played)}${step.says ? `（${step.says}）` : ''}`, { ...step, outcome })
      })
      args.say(`故事「${story.title}」${story.steps.length} 步，都与所说的一致。`, { ok: true, steps: story.steps.length })
      return 0
    } finally {
      await database.close()
    }
  },
}
