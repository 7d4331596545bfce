import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { listAgencies } from '#agency/store'
import { findText, makeFolder, writePrivate } from '#db/files'
import { launch } from '#db/launcher'
import { reading } from '#db/tx'
import { zhDay } from '#law/day'
import { type StoryClock, storyClock } from '#server/clock'
import type { Command } from '#server/command'
import { serveUntilSignal } from '#server/commands/serve'
import { type Config, Misuse, readConfig } from '#server/config'
import type { OpenDatabase } from '#server/database'
import { type Account, accountsOf, demoAgencies, demoDigest, demoStories, demoTour, founding } from '#server/demo'
import { player } from '#server/play'
import type { Served } from '#server/start'
import { keepTour, type Tour, tourIn, tourThrough } from '#server/tour'

/** Beside the data: what the demo in it was made of, and whether it was told to its end. */
const told = z.strictObject({ digest: z.string(), played: z.boolean() })
const noteOf = (dir: string) => join(dir, 'demo.json')
const write = (dir: string, note: z.infer<typeof told>) => writePrivate(noteOf(dir), `${JSON.stringify(note)}\n`)

function noteIn(dir: string): z.infer<typeof told> | undefined {
  try {
    return told.parse(JSON.parse(findText(noteOf(dir)) ?? ''))
  } catch {
    return undefined
  }
}

/** Makes the folder ready 准备演示目录: one told to its end by this very program stays, any other demo is cleared away. @returns whether it stays */
async function readyFolder({ dir, databaseUrl }: Config, digest: string): Promise<boolean> {
  makeFolder(dir)
  const note = noteIn(dir)
  if (note?.played && note.digest === digest) return true
  if (!existsSync(noteOf(dir)) && readdirSync(dir).length > 0)
    throw new Misuse(`${dir} 不是演示的数据目录，演示不会动它。请用 --data 另指定一个空目录。`)
  if (!databaseUrl) {
    // takes over what a killed demo left running, and refuses while another process is at work here
    if (existsSync(join(dir, 'pg', 'postmaster.pid'))) await (await launch({ dir })).stop()
    for (const name of readdirSync(dir)) if (name !== 'demo.json') rmSync(join(dir, name), { recursive: true, force: true })
  }
  write(dir, { digest, played: false })
  return false
}

/** Tells every matter through the door, in the order of its days. */
async function tell({ http, database }: Served, clock: StoryClock, { root, dir }: Config): Promise<number> {
  if ((await listAgencies(database.portal)).length > 0) throw new Misuse('这个数据库里已有内容，不能演示。请另用一个空数据库。')
  const foundings = await Promise.all(demoAgencies(root).map((agency) => founding(agency)))
  const stories = [...foundings, ...demoStories(root)]
  const { play, named } = player({ door: http.door, pool: database.app, clock })
  await play(stories)
  keepTour(dir, tourThrough(demoTour(root), named))
  return stories.length - foundings.length
}

/** The demo has a day of its own, on which its deadlines are near or past as the tour says; begun again it goes on from its last act. */
async function goOn({ app, portal }: OpenDatabase, clock: StoryClock): Promise<void> {
  let latest: string | undefined
  for (const { agency } of await listAgencies(portal)) {
    const { rows } = await reading(app, agency, (db) => db.query<{ last: string | null }>('select max(at) as last from ledger_event'))
    const last = rows[0]?.last
    if (last && (latest === undefined || last > latest)) latest = last
  }
  if (latest) clock.set(latest)
}

/** Chinese characters are two columns wide. */
const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - width(text)))

function table(accounts: readonly Account[]): string {
  const rows = [
    ['机关', '工号', '姓名', '岗位', '口令'],
    ...accounts.map(({ agencyZh, officer, name, posts, password }) => [agencyZh, officer, name, posts.join('、'), password]),
  ]
  const columns = [0, 1, 2, 3].map((n) => Math.max(...rows.map((row) => width(row[n] ?? ''))) + 2)
  return rows.map((row) => `  ${row.map((cell, n) => pad(cell, columns[n] ?? 0)).join('')}`.trimEnd()).join('\n')
}

/** The tour as one reads it in a terminal: whom to sign in as, where, what is to be seen. */
const guide = (url: string, tour: Tour, accounts: readonly Account[]): string =>
  [
    `两分钟看一遍（同样的导览也在 ${url}/tour）：`,
    ...tour.flatMap(({ zh, as, href, see }, n) => {
      const [agency, officer] = as.split('/')
      const who = accounts.find((each) => each.agency === agency && each.officer === officer)
      return [
        `  ${n + 1}. ${zh}`,
        `     ${who ? `${who.agencyZh} ${who.officer} ${who.name}登录` : '不用登录'}，打开 ${url}${href}，看「${see}」`,
      ]
    }),
  ].join('\n')

/** `mingjing demo`: a jurisdiction of its own in a folder of its own, its matters told through the door. */
export const demo: Command = {
  name: 'demo',
  servesPages: true,
  zh: '运行演示',
  options: { port: { type: 'string', zh: '端口，默认 8080；0 为任选', value: 'N' } },
  async run(args) {
    const config = readConfig({ ...args.settings, data: args.settings.data ?? '.data/demo', demo: true })
    const digest = demoDigest(config.root)
    const clock = storyClock()
    const kept = await readyFolder(config, digest)
    let ready = false
    return serveUntilSignal(
      config,
      clock,
      args,
      async (served) => {
        if (kept) await goOn(served.database, clock)
        else {
          args.say('正在逐步办理演示案件……', { playing: true, url: served.url })
          const count = await tell(served, clock, config)
          write(config.dir, { digest, played: true })
          args.say(`演示案件 ${count} 件已办理完毕。`, { played: count })
        }
        ready = true
        const { url } = served
        const accounts = accountsOf(demoAgencies(config.root))
        args.say(
          [
            `明镜演示已就绪：${url}`,
            '',
            `公示门户  ${url}/`,
            `办案台    ${url}/desk/`,
            `导览      ${url}/tour`,
            `演示中的今天是 ${zhDay(clock.today())}，不随本机的日期走，何时打开都是这些情形`,
            '',
            '演示账号（人员和口令均为虚构）：',
            table(accounts),
            '',
            guide(url, tourIn(config.dir), accounts),
          ].join('\n'),
          { ready: true, url, demo: true, portal: `${url}/`, desk: `${url}/desk/`, tour: `${url}/tour`, today: clock.today(), accounts },
        )
      },
      () => ready,
    )
  },
}
