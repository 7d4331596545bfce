import { readdirSync } from 'node:fs'

// npm run bench [name]: each bench measures against a floor of its own in the same run, and prints ratios; machines are noisy.
const here = new URL('./', import.meta.url)
const known = readdirSync(here)
  .filter((name) => name.endsWith('.ts') && !['run.ts', 'house.ts'].includes(name))
  .map((name) => name.slice(0, -3))
const wanted = process.argv.slice(2)
const strange = wanted.find((name) => !known.includes(name))
if (strange) {
  console.error(`no bench ${strange}; there are ${known.join(', ')}`)
  process.exit(2)
}
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n${name}`)
  const { bench } = (await import(new URL(`${name}.ts`, here).href)) as { bench: () => Promise<void> }
  await bench()
}
