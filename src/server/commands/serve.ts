import { listAgencies } from '#agency/store'
import type { Clock } from '#server/clock'
import type { Args, Command } from '#server/command'
import { type Config, readConfig } from '#server/config'
import { offerSetup } from '#server/setup'
import { type Served, start } from '#server/start'

const STOP_MS = 10_000
/** Ctrl-C reaches us from the terminal and once more from npm: within this time it is one press. */
const PRESS_MS = 1_000

/** Runs until a signal: the first stops cleanly, within ten seconds; a second does not wait. */
export async function serveUntilSignal(
  config: Config,
  clock: Clock | undefined,
  args: Args,
  ready: (served: Served) => Promise<void>,
  isReady?: () => boolean,
): Promise<number> {
  const served = await start(config, clock, isReady)
  const signal = new Promise<void>((done) => {
    let first: number | undefined
    const onSignal = () => {
      first ??= performance.now()
      if (performance.now() - first > PRESS_MS) {
        served.database.abandon()
        process.exit(130)
      }
      done()
    }
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, onSignal)
  })
  try {
    await ready(served)
  } catch (error) {
    await served.stop()
    throw error
  }
  const over = await Promise.race([signal, served.database.givenUp])
  if (over) {
    await served.stop()
    throw over
  }
  args.say('正在停止……', { stopping: true })
  const late = new Promise<'late'>((done) => setTimeout(() => done('late'), STOP_MS - 500).unref())
  if ((await Promise.race([served.stop(), late])) === 'late') {
    served.database.abandon()
    process.exit(1)
  }
  return 0
}

/** What a newcomer is told who finds nobody there 还没有机关. */
const nobodyYet = (link: string) =>
  [
    '这里还没有机关。请打开下面的链接设立机关（二十四小时内有效，只能用一次；重新启动会换新）：',
    `  ${link}`,
    '只想看看的：npm run demo（另用一个目录，与这里无关）。',
  ].join('\n')

/** `mingjing serve` */
export const serve: Command = {
  name: 'serve',
  servesPages: true,
  zh: '运行平台',
  options: {
    port: { type: 'string', zh: '端口，默认 8080；0 为任选', value: 'N' },
    host: { type: 'string', zh: '监听地址，默认 127.0.0.1', value: 'ADDR' },
    origin: {
      type: 'string',
      zh: '公开网址，印出、导出的链接和二维码通向这里，例如 https://gs.example.gov.cn；或环境变量 MINGJING_ORIGIN',
      value: 'URL',
    },
    only: { type: 'string', zh: '只运行所列部分：api、jobs、portal，以逗号分隔', value: 'PARTS' },
    today: { type: 'string', zh: '久未运行以后，人工核对今天的日期，例如 2026-11-29', value: 'DAY' },
  },
  run: (args) =>
    serveUntilSignal(readConfig(args.settings), undefined, args, async ({ url, database, http, clock }) => {
      const config = readConfig(args.settings)
      const empty = config.only.includes('api') && (await listAgencies(database.portal)).length === 0
      const setup = empty ? `${url}/desk/setup#${await offerSetup(http.door, clock)}` : undefined
      args.say([`明镜已就绪：${url}`, ...(setup ? ['', nobodyYet(setup)] : [])].join('\n'), {
        ready: true,
        url,
        empty,
        ...(setup ? { setup } : {}),
      })
    }),
}
