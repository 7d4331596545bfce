import { createInterface } from 'node:readline'

class NotJson extends Error {}

function read(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new NotJson()
  }
}

/** One line in, one line out, in order 逐行答复; a line that cannot be answered says why, and the others go on. @returns the exit code */
export async function batch(
  answer: (line: unknown) => unknown,
  wrong: (error: unknown) => string | undefined,
  lines: AsyncIterable<string> = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
): Promise<number> {
  let failed = false
  let out: string[] = []
  const flush = () => {
    process.stdout.write(out.join(''))
    out = []
  }
  for await (const line of lines) {
    if (line.trim() === '') continue
    try {
      out.push(`${JSON.stringify(answer(read(line)))}\n`)
    } catch (error) {
      const why = error instanceof NotJson ? '本行不是 JSON' : wrong(error)
      if (why === undefined) throw error
      failed = true
      out.push(`${JSON.stringify({ error: why })}\n`)
    }
    if (out.length >= 1_000) flush()
  }
  flush()
  return failed ? 1 : 0
}
