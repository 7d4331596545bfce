// The database server of a test run, in a process of its own: started when one first asks for it.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

let server

/** Where the server of this run is: `line` is what its tests read in MINGJING_TEST_SERVER. */
export function testServer() {
  server ??= new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/db/server.ts'], { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`the database server of the tests ended early (${code})`)))
    createInterface({ input: child.stdout }).once('line', (line) =>
      done({
        line,
        stop: () =>
          new Promise((stopped) => {
            child.once('exit', stopped)
            child.stdin.end()
          }),
      }),
    )
  })
  return server
}

/** Stops it, if it was ever asked for. */
export const stopServer = () => server?.then(({ stop }) => stop()).catch(() => {})
