import { storyClock } from '#server/clock'
import type { Command } from '#server/command'
import { serveUntilSignal } from '#server/commands/serve'
import { readConfig } from '#server/config'

/** `mingjing demo`: a jurisdiction of its own in a folder of its own. */
export const demo: Command = {
  name: 'demo',
  zh: '运行演示',
  options: { port: { type: 'string', zh: '端口，默认 8080；0 为任选', value: 'N' } },
  run(args) {
    const config = readConfig({ ...args.settings, data: args.settings.data ?? '.data/demo', demo: true })
    return serveUntilSignal(config, storyClock(), args, async ({ url }) =>
      args.say(`明镜演示已就绪：${url}`, { ready: true, url, demo: true }),
    )
  },
}
