import { addMs } from '#law/day'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import type { Command } from '#server/command'
import { Misuse, newId, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { newToken, welcomePath } from '#server/setup'
import { lastKnown, steadyClock } from '#server/steady'
import { streams } from '#server/streams'

const LIVES_MS = 60 * 60_000

/** `mingjing account relink`: for whoever runs the machine, when the only administrator of an agency can no longer sign in. */
export const accountRelink: Command = {
  name: 'account relink',
  zh: '补发系统管理员的登录链接：口令、手机、备用码都已遗失，又没有别的系统管理员时用；事由留痕',
  options: {
    agency: { type: 'string', zh: '机关的编号', value: 'ID' },
    officer: { type: 'string', zh: '系统管理员的工号', value: 'ID' },
    why: { type: 'string', zh: '事由，记入本机关的记录', value: 'TEXT' },
  },
  async run({ values, settings, say }) {
    const { agency, officer, why } = values
    if (typeof agency !== 'string' || typeof officer !== 'string' || typeof why !== 'string')
      throw new Misuse('请用 --agency 写明机关，用 --officer 写明系统管理员的工号，用 --why 写明事由')
    const config = readConfig(settings)
    const database = await openDatabase(config, 'join')
    try {
      const clock = steadyClock({ since: await lastKnown(database.sequencer, config.dir) })
      const gate = door({ pool: database.app, streams: streams(loadPacks()), clock })
      const { token, digest } = newToken()
      const until = addMs(clock.now(), LIVES_MS)
      const outcome = await gate.send(
        'agency.relink',
        { id: newId(), input: { officer, token: digest, until, why } },
        { kind: 'system', agency },
      )
      if (outcome.is === 'refused') throw new Misuse(outcome.refusal.zh)
      if (outcome.is !== 'granted') throw new Misuse('没有这个机关，或者所写的不合要求：请核对机关编号、工号和事由')
      const path = welcomePath(agency, officer, token)
      say(`请在一小时内由本人打开，设置新的口令：\n${path}\n只能用一次；第二验证因素已经解除，登录以后请重新启用。`, { path, until })
      return 0
    } finally {
      await database.close()
    }
  },
}
