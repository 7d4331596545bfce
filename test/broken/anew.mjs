// Runs the tests of a file as often as one likes in this process, each time from the beginning: so a broken rule is met while everything is warm.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'

/** A title with the number of a clause. */
const NUMBERED = /\b[A-Z]{2,}(?:-[A-Z]+)?(?:-\d+)+/

/** Reads a bundle (CommonJS); the answer runs its tests that bear a clause's number, and tells of each by its title whether it passed. */
export function anew(root, bundle) {
  const require = createRequire(`${root}/package.json`)
  const whole = compileFunction(readFileSync(bundle, 'utf8'), ['require', 'module', 'exports'], { filename: bundle })
  return async () => {
    const tests = []
    const ends = []
    const titles = []
    const runner = {
      test(title, run) {
        const whole = [...titles, title].join(' ')
        if (NUMBERED.test(whole)) tests.push([whole, run])
      },
      describe(title, run) {
        titles.push(title)
        try {
          run()
        } catch {
          // what cannot be told of is not told: its tests neither pass nor fail
        }
        titles.pop()
      },
      after: (run) => ends.push(run),
    }
    try {
      whole((name) => (name === 'node:test' ? runner : require(name)), { exports: {} }, {})
    } catch {
      return new Map()
    }
    const told = new Map()
    for (const [title, run] of tests)
      told.set(
        title,
        await Promise.resolve()
          .then(run)
          .then(
            () => true,
            () => false,
          ),
      )
    for (const end of ends) await end()
    return told
  }
}
