import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Pool, Scope } from '#db/pool'

/** SQLSTATE: could not serialise, deadlock: nothing happened, and the same again may well succeed. */
const PASSING = new Set(['40001', '40P01'])
const TRIES = 3

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.has(error.code)

/**
 * Runs `fn` in one transaction 事务: committed whole when it returns, rolled back whole when it throws. `fn` may run up to three times
 * (deadlock, serialisation), so it touches nothing but the database.
 */
export async function tx<T>(pool: Pool, fn: (db: Client) => Promise<T>, begin: Begin = () => 'begin'): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, fn, begin)
    } catch (error) {
      if (attempt === TRIES || !isPassing(error)) throw error
      await sleep(attempt * 10 * (1 + Math.random()))
    }
  }
}

type Begin = (db: Client) => string

/** The words that begin a transaction on the rows of one scope. */
export const beginWithin = (db: Client, scope: Scope): string => `begin; ${db.scoped(scope)}`

/** One transaction that the database shows the rows of one agency, and lets write no others 本机关范围. */
export const within = <T>(pool: Pool, scope: Scope, fn: (db: Client) => Promise<T>): Promise<T> =>
  tx(pool, fn, (db) => beginWithin(db, scope))

/** The same for who only reads: one snapshot, in which nothing can be written 只读. */
export const reading = <T>(pool: Pool, scope: Scope, fn: (db: Client) => Promise<T>): Promise<T> =>
  tx(pool, fn, (db) => `begin isolation level repeatable read read only; ${db.scoped(scope)}`)

async function once<T>(pool: Pool, fn: (db: Client) => Promise<T>, begin: Begin): Promise<T> {
  const client = (await pool.connect()) as Client
  let broken: Error | undefined
  // a connection that dies between two statements says so by an event; the next statement fails and tells the caller
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    await client.query(begin(client))
    const answer = await fn(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}
