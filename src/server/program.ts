import { spawn } from 'node:child_process'

/** A program that is given something nobody vouches for, and how much of what it may take 单独的进程. */
export type Program = Readonly<{ program: string; memoryMb: number; ms: number; bytes: number }>

/** Hands it over to a process of its own, which knows no environment. Undefined when that has no answer: it failed, took too long or said too much. */
export function answerOf({ program, memoryMb, ms, bytes }: Program, given: Buffer): Promise<Buffer | undefined> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, program], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
    const late = setTimeout(() => child.kill('SIGKILL'), ms)
    const parts: Buffer[] = []
    let length = 0
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > bytes) child.kill('SIGKILL')
    })
    child.stdin.on('error', () => {}) // it ended before it had read everything
    child.on('error', () => done(undefined))
    child.on('close', (code) => {
      clearTimeout(late)
      done(code === 0 ? Buffer.concat(parts) : undefined)
    })
    child.stdin.end(given)
  })
}
