import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** The house 楼层: a file imports from rooms above or from its own; rooms on one line never import each other. */
const house = `
law
policy   db*
ledger   vault   documents
agency
register
case
record
proposal
hearing
review
decision
execution
penalty inspection coercion licence
dossier
publication archive
oversight
acts
server*
`
const lines = house
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const floorOf = new Map(lines.flatMap((rooms, floor) => rooms.map((room) => [room.replace('*', ''), floor] as const)))
const edgeRooms = new Set(
  lines
    .flat()
    .filter((room) => room.endsWith('*'))
    .map((room) => room.slice(0, -1)),
)

/** The sources by path from the root of the repository. */
type Tree = ReadonlyMap<string, string>

const roomOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isEdge = (path: string): boolean => edgeRooms.has(roomOf(path) ?? '') || /\/(store|routes|jobs|load)\.ts$|\.tsx$/.test(path)
const isPure = (path: string): boolean => path.startsWith('src/') && /\.ts$/.test(path) && !isEdge(path) && !isTest(path)
const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path)

/** Names a module asks for: static, type-only, dynamic, re-exported. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\s]+)['"]/g)].flatMap((found) => found[1] ?? [])

/** The file that a name means, told from the root: `#law/day` → src/law/day.ts; undefined for a package. */
function fileOf(name: string, from: string): string | undefined {
  if (name.startsWith('#web/')) return name.slice(1)
  if (name.startsWith('#')) return `src/${name.slice(1)}.ts`
  return name.startsWith('.') ? relative('', join(dirname(from), name)) : undefined
}

/** Text without comments and without what stands in quotes, so that words in prose do not count as code. */
const codeOf = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, (found, space) =>
    found.startsWith('/') || space !== undefined ? (space ?? '') : "''",
  )

/** Names that a pure file cannot know: clock, randomness, environment, network; the compiler has none of the screen's there either. */
const IMPURE =
  /(?<![.\w])(?:(?:Date|process|console|fetch|globalThis|setTimeout|setInterval|setImmediate|queueMicrotask|performance|crypto|Buffer|Intl(?!\.Segmenter))\b(?!\s*[:?]))|\bMath\.random\b|\bimport\.meta\b/

/** The floor under every chain of packs; the reader of packs alone may name it. */
const BASE = { pack: 'cn', reader: 'src/policy/load.ts' }

const checks: Readonly<Record<string, (tree: Tree, packIds: readonly string[]) => string[]>> = {
  只引用上层或本室: (tree) =>
    [...tree].flatMap(([path, text]) => {
      const room = roomOf(path)
      if (!room || !isCode(path)) return []
      const floor = floorOf.get(room)
      if (floor === undefined) return [`${path}: room ${room} is not in the house`]
      return importsOf(text).flatMap((name) => {
        const file = fileOf(name, path)
        if (file?.startsWith('web/')) return path.startsWith('src/server/') || isEdge(path) ? [] : [`${path}: ${name} is of the web`]
        const other = file && roomOf(file)
        if (!other || other === room || isTest(path)) return []
        return (floorOf.get(other) ?? Number.POSITIVE_INFINITY) < floor ? [] : [`${path}: ${name} is not above`]
      })
    }),
  '纯文件只引用 zod 和纯文件': (tree) =>
    [...tree].flatMap(([path, text]) =>
      !isPure(path)
        ? []
        : importsOf(text).flatMap((name) => {
            const file = fileOf(name, path)
            return name === 'zod' || (file && isPure(file)) ? [] : [`${path}: ${name}`]
          }),
    ),
  '纯文件不知时钟、随机数、环境、网络': (tree) =>
    [...tree].flatMap(([path, text]) => {
      if (!isPure(path)) return []
      const code = codeOf(text)
      const found = IMPURE.exec(path === 'src/law/day.ts' ? code.replaceAll(/\bDate\b/g, '') : code)
      return found ? [`${path}: ${found[0]}`] : []
    }),
  '引用写明文件，室间以 # 引用': (tree) =>
    [...tree].flatMap(([path, text]) =>
      !path.startsWith('src/')
        ? []
        : importsOf(text).flatMap((name) => {
            const file = fileOf(name, path)
            if (name.startsWith('.')) return isTest(path) && file && !file.startsWith('src/') ? [] : [`${path}: ${name}`]
            return file && !tree.has(file) ? [`${path}: ${name} does not exist`] : []
          }),
    ),
  数据库的库只在边缘引用: (tree) =>
    [...tree].flatMap(([path, text]) =>
      (isPure(path) || path.startsWith('web/')) && importsOf(text).some((name) => /^(pg|kysely|fastify|@fastify)(\/|$)/.test(name))
        ? [path]
        : [],
    ),
  页面只引用纯文件: (tree) =>
    [...tree].flatMap(([path, text]) =>
      !path.startsWith('web/') || !isCode(path) || isTest(path)
        ? []
        : importsOf(text).flatMap((name) => {
            const file = fileOf(name, path)
            return file?.startsWith('src/') && !isPure(file) ? [`${path}: ${name}`] : []
          }),
    ),
  程序中没有法规包的编号: (tree, packIds) =>
    [...tree].flatMap(([path, text]) => {
      if (isTest(path)) return []
      const found = packIds.filter((id) => !(id === BASE.pack && path === BASE.reader) && new RegExp(`(['"\`/])${id}(['"\`/])`).test(text))
      return found.length > 0 ? [`${path}: ${found.join(', ')}`] : []
    }),
  '每室一页 README': (tree) => {
    const rooms = new Set([...tree.keys()].flatMap((path) => roomOf(path) ?? []))
    return [...rooms].filter((room) => !tree.has(`src/${room}/README.md`)).map((room) => `src/${room}/README.md`)
  },
  '没有 index.ts，没有杂物间': (tree) =>
    [...tree.keys()].filter(
      (path) =>
        /(^|\/)(index|misc|helpers?|utils?|common)\.(ts|tsx)$|\/(utils?|helpers?|common|misc)\//.test(path) && !path.includes('/commands/'),
    ),
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function treeOf(...folders: readonly string[]): Tree {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.(ts|tsx|mts|mjs|js|md)$/.test(file) && !file.includes('node_modules'))
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

const packIds = existsSync(join(root, 'packs'))
  ? readdirSync(join(root, 'packs'), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && entry.name !== 'clauses' ? entry.name : [],
    )
  : []

describe('楼层', () => {
  const tree = treeOf('src', 'web')
  for (const [name, check] of Object.entries(checks)) test(name, () => assert.deepEqual(check(tree, packIds), []))
})

describe('每一项检查都能发现违反', () => {
  /** An orderly house of two files; each row breaks one thing in it. */
  const orderly: readonly (readonly [string, string])[] = [
    ['src/law/README.md', ''],
    ['src/law/day.ts', 'export const now = new Date(0)'],
    ['src/case/README.md', ''],
    [
      'src/case/acts.ts',
      "import { z } from 'zod'\nimport { now } from '#law/day' // no Date, no process here\nexport const zh = 'process 进程'",
    ],
    ['src/case/store.ts', "import { typed } from '#db/pool'\nimport { sql } from 'kysely'"],
    ['src/db/README.md', ''],
    ['src/db/pool.ts', "import pg from 'pg'"],
    ['web/desk/Page.tsx', "import { zh } from '#case/acts'"],
  ]
  const broken: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    只引用上层或本室: [
      ['src/law/clause.ts', "import { zh } from '#case/acts'"],
      ['src/policy/law.ts', "import type { Pool } from '#db/pool'"],
      ['src/law/clause.ts', "export { zh } from '#case/acts'"],
      ['src/law/clause.ts', "const late = () => import('#case/acts')"],
      ['src/attic/box.ts', ''],
      ['src/case/matter.ts', "import { Page } from '#web/desk/Page.tsx'"],
    ],
    '纯文件只引用 zod 和纯文件': [
      ['src/case/matter.ts', "import { readFileSync } from 'node:fs'"],
      ['src/case/matter.ts', "import dayjs from 'dayjs'"],
      ['src/case/matter.ts', "import { find } from '#case/store'"],
      ['src/case/matter.ts', "import type { Pool } from '#db/pool'"],
    ],
    '纯文件不知时钟、随机数、环境、网络': [
      'new Date()',
      'Date.now()',
      'process.env',
      'Math.random()',
      "fetch('x')",
      'console.log(1)',
      'setTimeout(f, 1)',
      'crypto.randomUUID()',
    ].map((code) => ['src/case/matter.ts', `export const x = () => ${code}`] as const),
    '引用写明文件，室间以 # 引用': [
      ['src/case/matter.ts', "import { zh } from './acts'"],
      ['src/case/matter.ts', "import { zh } from '#case/nothing'"],
    ],
    数据库的库只在边缘引用: [
      ['src/case/matter.ts', "import { sql } from 'kysely'"],
      ['web/desk/Other.tsx', "import pg from 'pg'"],
    ],
    页面只引用纯文件: [
      ['web/desk/Other.tsx', "import { find } from '#case/store'"],
      ['web/desk/Other.tsx', "import type { Pool } from '#db/pool'"],
    ],
    程序中没有法规包的编号: [
      ['src/case/matter.ts', "export const pack = 'some-county'"],
      ['web/desk/Other.tsx', 'const path = `packs/some-county/pack.json`'],
    ],
    '每室一页 README': [['src/review/acts.ts', '']],
    '没有 index.ts，没有杂物间': [
      ['src/case/index.ts', ''],
      ['src/case/utils.ts', ''],
      ['web/utils/text.ts', ''],
    ],
  }
  test('守规矩的楼没有违反', () => {
    for (const [name, check] of Object.entries(checks)) assert.deepEqual(check(new Map(orderly), ['some-county']), [], name)
  })
  test('每一项都有反例', () => assert.deepEqual(Object.keys(broken), Object.keys(checks)))
  for (const [name, files] of Object.entries(broken))
    test(name, () => {
      for (const file of files) assert.notDeepEqual(checks[name]?.(new Map([...orderly, file]), ['some-county']), [], file.join(': '))
    })
})
