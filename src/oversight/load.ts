import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Coverage, coverage, type Proven, proven, type Waiting, waiting } from '#oversight/coverage'
import { nearest } from '#policy/load'

/** What is not built yet, and which clauses wait for it 尚未接入的能力. */
export const loadWaiting = (): Waiting => waiting.parse(JSON.parse(readFileSync(join(nearest(), 'waiting.json'), 'utf8')))

/** How every rule was broken, and which test missed it 打坏验证. */
export const loadProven = (): Proven => proven.parse(JSON.parse(readFileSync(join(nearest(), 'proven.json'), 'utf8')))

/** Where `mingjing docs` puts what it found of the clauses. */
export const coverageFile = (): string => join(nearest(), 'coverage.json')

let held: Coverage | undefined

/** What was found of each clause when this release was made 条款落实, read once. */
export function loadCoverage(): Coverage {
  held ??= coverage.parse(JSON.parse(readFileSync(coverageFile(), 'utf8'))) as Coverage
  return held
}
