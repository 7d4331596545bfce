import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCommand } from '../test/db/mingjing'

const LATER = 3

/** From the command to the ready line: the demo's first run on an empty folder, and later ones on what it left. */
export async function bench(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-bench-'))
  const seconds: number[] = []
  try {
    for (let run = 0; run <= LATER; run++) {
      const since = performance.now()
      const command = startCommand(['demo', '--json', '--data', join(dir, 'demo'), '--port', '0'])
      await command.line('"ready"')
      seconds.push((performance.now() - since) / 1000)
      command.kill('SIGTERM')
      await command.ended
    }
    const [first = 0, ...later] = seconds
    console.log(`demo: first ${first.toFixed(1)} s, later ${later.map((each) => each.toFixed(1)).join(', ')} s to ready`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
