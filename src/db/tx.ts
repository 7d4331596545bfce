import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Pool } from '#db/pool'

/** SQLSTATE: could not serialise, deadlock: nothing happened, and the same again may well succeed. */
const PASSING = new Set(['40001', '40P01'])
const TRIES = 3

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.has(error.code)

/**
 * Runs `fn` in one transaction 事务: committed whole when it returns, rolled back whole when it throws. `fn` may run up to three times
 * (deadlock, serialisation), so it touches nothing but the database.
 */
export async function tx<T>(pool: Pool, fn: (db: Client) => Promise<T>, begin = 'begin'): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, fn, begin)
    } catch (error) {
      if (attempt === TRIES || !isPassing(error)) throw error
      await sleep(attempt * 10 * (1 + Math.random()))
    }
  }
}

async function once<T>(pool: Pool, fn: (db: Client) => Promise<T>, begin: string): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // a connection that dies between two statements says so by an event; the next statement fails and tells the caller
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    await client.query(begin)
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
