import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { ClauseId } from '#law/clause'
import type { Instant } from '#law/day'
import { type StoryClock, storyClock } from '#server/clock'
import { type Config, findRoot, newId, type Part } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { buildApp } from '#server/http'
import { player, type Story } from '#server/play'
import { type Fresh, freshDatabase } from '../db/template'

/** The platform as it is served, on a database of its own, with the agencies of the demo in it and a clock that the test moves. */
export interface House {
  readonly db: Fresh
  readonly http: FastifyInstance
  readonly clock: StoryClock
  /** Its data folder. */
  readonly dir: string
  /** Signs in; the answer keeps the cookie. */
  as(who: string, password?: string): Promise<Person>
  /** What anyone sees. */
  ask(options: InjectOptions): Promise<Said>
  close(): Promise<void>
}

export type Said = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; text: string; body: Body }>
export type Body = Readonly<Record<string, unknown>> & Problem & Granted
type Problem = Readonly<{
  status?: number
  title?: string
  detail?: string
  code?: string
  clauses?: readonly Readonly<{ id: ClauseId; cite: string }>[]
  fields?: readonly Readonly<{ path: string; zh: string }>[]
}>
type Granted = Readonly<{
  stream?: string
  version?: number
  events?: readonly Readonly<{ version: number; kind: string }>[]
  receipt?: string | null
}>

/** An act as it is sent; without an id, a new one. */
export type Sent = Readonly<{ id?: string; stream?: string; version?: number; input?: unknown }>

/** Somebody who signed in. */
export interface Person {
  readonly cookie: string
  get(url: string): Promise<Said>
  act(act: string, sent: Sent): Promise<Said>
  ask(options: InjectOptions): Promise<Said>
}

export const password = 'mingjing-test'
export const wjw = 'yuanshan-wjw'
export const ybj = 'songkou-ybj'

/** Where the public opens the house 公开网址. */
export const origin = 'https://gs.example.cn'

export const configOf = (only: readonly Part[] = ['api', 'portal'], demo = true, dir = ''): Config => ({
  dir,
  host: '127.0.0.1',
  origin,
  port: 0,
  only,
  demo,
  root: findRoot(),
})

const said = (answer: { statusCode: number; headers: object; body: string }): Said => ({
  status: answer.statusCode,
  headers: answer.headers as Readonly<Record<string, unknown>>,
  text: answer.body,
  body: /json/.test(String((answer.headers as { 'content-type'?: string })['content-type'])) ? JSON.parse(answer.body) : {},
})

const demoFoundings = () => Promise.all(demoAgencies(findRoot()).map((agency) => founding(agency, password)))

/** Opens the house; `now` is when the test begins, in the time of the story; `stories` is how what is in it came to be. */
export async function openHouse(
  now: Instant = '2026-03-02T01:00:00.000Z',
  wrap: (db: Fresh) => Fresh = (db) => db,
  stories?: readonly Story[],
): Promise<House> {
  const db = await freshDatabase()
  const { app, portal } = wrap(db)
  const clock = storyClock()
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-house-'))
  const config = configOf(['api', 'portal'], true, dir)
  const http = await buildApp({ app, portal, clock, config })
  await http.ready()
  await player({ door: http.door, pool: db.app, clock }).play(stories ?? (await demoFoundings()))
  clock.set(now)

  const ask = async (options: InjectOptions) => said(await http.inject(options))
  return {
    db,
    http,
    clock,
    dir,
    ask,
    async as(who, word = password) {
      const [agency = '', officer = ''] = who.split('/')
      const answer = await ask({ method: 'POST', url: '/api/session', payload: { agency, officer, password: word } })
      assert.equal(answer.status, 200, answer.text)
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
      const mine = (options: InjectOptions) => ask({ ...options, headers: { cookie, ...options.headers } })
      return {
        cookie,
        ask: mine,
        get: (url) => mine({ method: 'GET', url }),
        act: (act, { id = newId(), ...sent }) => mine({ method: 'POST', url: `/api/acts/${act}`, payload: { id, ...sent } }),
      }
    },
    async close() {
      await http.close()
      await db.drop()
      rmSync(dir, { recursive: true })
    },
  }
}

/** A problem as RFC 9457 has it, Chinese first. */
export function isProblem(answer: Said, status: number, code?: string): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  const { type, title, detail } = answer.body
  assert.equal(type, 'about:blank')
  assert.equal(answer.body.status, status)
  for (const text of [title, detail]) assert.match(String(text), /\p{Script=Han}/u)
  if (code) assert.equal(answer.body.code, code)
}

/** How much the ledger holds: what a refused or malformed act must leave as it was. */
export async function counts({ db }: Pick<House, 'db'>): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.root.query<Record<string, number>>(
    `select (select count(*) from ledger_event) as event, (select count(*) from act_answer) as answer,
       (select count(*) from stream_head) as head, (select count(*) from followup) as followup`,
  )
  return rows[0] ?? {}
}
