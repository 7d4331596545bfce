import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import pg from 'pg'
import { findRunning } from '#db/launcher'
import { secretOf } from '#db/secret'

/** What a command said, and how it ended. */
export type Said = Readonly<{ code: number | null; out: string; err: string }>

/** A command under way. */
export interface Running {
  readonly pid: number
  /** The first line that holds the word, once it is said. Rejects when the command ends before. */
  line(word: string): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** What it said so far. */
  said(): Readonly<{ out: string; err: string }>
  readonly ended: Promise<Said>
}

/** Runs `mingjing` as a person would, in a process of its own. */
export function startCommand(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['bin/mingjing.mjs', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  const listeners = new Set<() => void>()
  for (const name of ['out', 'err'] as const)
    child[name === 'out' ? 'stdout' : 'stderr'].on('data', (data) => {
      said[name] += data
      for (const listener of listeners) listener()
    })
  const ended = new Promise<Said>((done) => {
    child.on('close', (code) => done({ code, ...said }))
  })
  const line = (word: string) =>
    new Promise<string>((done, fail) => {
      const look = () => {
        const found = said.out
          .split('\n')
          .slice(0, -1)
          .find((text) => text.includes(word))
        if (found === undefined) return
        listeners.delete(look)
        done(found)
      }
      listeners.add(look)
      look()
      ended.then(({ out, err }) => fail(new Error(`ended before it said ${word}: ${out}${err}`)))
    })
  return { pid: child.pid ?? 0, line, kill: (signal) => child.kill(signal), said: () => ({ ...said }), ended }
}

/** Runs `mingjing` to its end. */
export const mingjing = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Said> => startCommand(args, env).ended

/** A connection to the running database of a data folder, as who may do everything; the caller ends it. */
export async function ownerOf(dir: string): Promise<pg.Client> {
  const where = findRunning(dir)
  assert.ok(where)
  const client = new pg.Client({
    host: where.host,
    port: where.port,
    database: 'mingjing',
    user: 'postgres',
    password: secretOf(dir).postgres,
  })
  await client.connect()
  return client
}
