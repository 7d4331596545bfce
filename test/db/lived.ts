import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from '#db/pool'
import { newId } from '#server/config'
import { demoAgencies, founding, storyIn } from '#server/demo'
import type { Step, Story } from '#server/play'
import { rotate } from '#server/rotate'
import { sequencer } from '#server/sequencer'
import { root, teller } from '../stories/telling'
import { type Fresh, freshDatabase } from './template'

const [wjw, ybj] = ['yuanshan-wjw', 'songkou-ybj']

const told = (name: string): Story => storyIn(join(root, 'demo', 'stories', `${name}.json`))

/** A matter that ends without a penalty, from the beginning on. */
function unpunished(): Story {
  const exit = JSON.parse(readFileSync(join(root, 'test', 'stories', 'exits', 'not-punished.json'), 'utf8'))
  const before = told(exit.from).steps.filter(({ at, expect }) => at < exit.until && !expect)
  return { title: exit.title, steps: [...before, ...exit.steps] }
}

const day = '2026-03-02'
const step = (who: string, act: string, input: unknown, stream?: string): Step => ({
  ...{ at: `${day}T02:00:00.000Z`, as: who, act, input },
  ...(stream ? { stream } : {}),
})

const meets = ['public', 'staff', 'means']
const entrusted = (id: string, name: string): Step =>
  step(`${wjw}/w06`, 'agency.entrust', {
    ...{ id, name, letterNo: `委〔2026〕${id}`, matters: ['未将医疗废物按照类别分置于专用容器'], powers: '检查、警告' },
    ...{ from: day, to: '2027-03-01', publishedOn: day, publishedAt: '本机关网站', meets },
  })
const delegated = (delegate: string): Step =>
  step(`${wjw}/w05`, 'agency.delegate', { delegate, post: 'head', from: day, to: '2026-03-31', reason: '外出学习' })
const signedIn = (agency: string, officer: string, n: number): Step => {
  const [token, device] = [String(n).repeat(64), String(n + 4).repeat(64)]
  return step(`${agency}/system`, 'session.open', { officer, token, epoch: 1, proof: 'password', device }, `session:${n}`)
}
const failed = (n: number): Step =>
  step(
    `${wjw}/system`,
    'supervision.recordFailure',
    {
      ...{ followup: `0190d2c6-0000-7000-8000-00000000000${n}`, act: 'publication.open', on: `case:${newId()}` },
      ...{ how: 'fault', zh: '没有办成', at: `${day}T02:00:00.000Z` },
    },
    'supervision:2026',
  )
/** What is reported last, with a number that can be guessed. */
export const guessable = {
  act: 'case.report',
  by: { kind: 'officer', agency: ybj, officer: 'y01' },
  input: {
    ...{ source: 'inspection', text: '现场检查发现', cause: '虚构医疗服务', violationOn: '2026-02-25' },
    party: { type: 'natural', name: '某甲', idNo: '110101199003070118' },
  },
}
const reported = (alias: string): Step => step(`${ybj}/y01`, guessable.act, guessable.input, `case:${alias}`)

/**
 * A ledger that has lived 样样都有的账本: two agencies, matters that were published and one that was not, people who act for others, sign-ins, failures; logs
 * that went on under a second key; checkpoints of several sizes; and the last acts not yet in the tree.
 */
export async function livedLedger(): Promise<{ db: Fresh; dir: string; drop: () => Promise<void> }> {
  const db = await freshDatabase()
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-lived-'))
  const drop = async () => {
    await db.drop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await live(db, dir)
    return { db, dir, drop }
  } catch (error) {
    await drop()
    throw error
  }
}

/** One more matter is reported, later on. */
export const reportAgain = (app: Pool): Promise<void> => teller(app).play([{ title: '', steps: [reported('again')] }])

async function live(db: Fresh, dir: string): Promise<void> {
  const log = sequencer({ pool: db.sequencer, dir, say: () => {} })
  const { play } = teller(db.app)
  const agencies = demoAgencies(root).filter(({ agency }) => [wjw, ybj].includes(agency.id))
  await play([...(await Promise.all(agencies.map((agency) => founding(agency)))), told('rc-5')])
  await log.run()
  await play([told('rc-4')])
  await log.run()
  for (const name of ['ops', 'pub'] as const) await rotate(db.sequencer, dir, name)
  const late = [entrusted('cdc', '区疾控中心'), entrusted('ems', '区急救中心'), delegated('w03'), delegated('w09')]
  await play([unpunished(), { title: '', steps: [...late, signedIn(wjw, 'w01', 1), signedIn(ybj, 'y01', 2), failed(1), failed(2)] }])
  await log.run()
  await play([{ title: '', steps: [reported('new'), reported('newer')] }])
}
