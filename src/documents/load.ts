import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { codeOf, illegible, unprintableIn } from '#documents/complete'
import type { Paper } from '#documents/paper'
import { type Signs, wordsOnSigns } from '#documents/sign'
import { serial } from '#law/day'

/** A character that cannot be printed 印不出的字: the paper is not made rather than made with a hole in it. */
export class Unprintable extends Error {
  readonly characters: readonly string[]
  constructor(characters: readonly string[]) {
    super(`文书中有不能印出的字符：${characters.join('、')}，请改正后再生成`)
    this.characters = characters
  }
}

/** Where the layouts stand 版式. */
const layouts = fileURLToPath(new URL('./typst/', import.meta.url))
const weights = ['400Regular', '700Bold'] as const

/** The fonts of the installation 字体: those that come with it, never the machine's. */
export function fontsFound(): readonly Readonly<{ file: string; found: boolean }>[] {
  const home = fontHome()
  return weights.map((weight) => {
    const file = join(home, weight, `NotoSerifSC_${weight}.ttf`)
    return { file, found: existsSync(file) }
  })
}

function fontHome(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'))
  } catch {
    return '@expo-google-fonts/noto-serif-sc'
  }
}

/** What a compiler is made from. @throws when a font is not there */
function outfit() {
  const fonts = fontsFound()
  const missing = fonts.find(({ found }) => !found)
  if (missing) throw new Error(`缺少字体 ${missing.file}，请重新安装`)
  return { workspace: layouts, fontArgs: [{ fontPaths: fonts.map(({ file }) => dirname(file)) }] }
}

let made: NodeCompiler | undefined
function compiler(): NodeCompiler {
  made ??= NodeCompiler.create(outfit())
  return made
}

/** What the compiler says of characters that the font has not, each named: `𠮷（U+20BB7）`. */
const absent = (message: string): readonly string[] => [
  ...new Set(
    [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map(([, said = '']) => {
      const escaped = /^\\?\\u\{([0-9a-f]+)\}$/.exec(said)?.[1]
      const character = escaped ? String.fromCodePoint(Number.parseInt(escaped, 16)) : said
      return escaped ? codeOf(character) : `${character}（${codeOf(character)}）`
    }),
  ),
]

/** The fault, or the characters that it is about. */
function named(error: unknown): unknown {
  const characters = absent(error instanceof Error ? error.message : String(error))
  return characters.length > 0 ? new Unprintable(characters) : error
}

/** PDF/A-2a is filed 归档格式; PDF/UA-1 is what a screen reader asks for, and the same source gives both. */
export type Standard = 'a-2a' | 'ua-1'
const DAY = 86_400

/**
 * The paper as PDF 版式文件: a function of what the paper says, of the layouts and of the compiler; the same bytes each time. Whatever the compiler
 * warns of is an error.
 * @throws {Unprintable} naming the characters
 */
export async function pdfOf(paper: Paper, draft: boolean, standard: Standard = 'a-2a'): Promise<Buffer> {
  const bad = illegible(paper)
  if (bad) throw new Unprintable([bad.code])
  const typst = compiler()
  try {
    const compiled = typst.compile({
      mainFilePath: join(layouts, `${paper.layout}.typ`),
      inputs: { data: JSON.stringify({ paper, draft }) },
    })
    const amiss = compiled.takeWarnings() ?? compiled.takeError()
    if (amiss || !compiled.result) throw new Error(`文书没有生成：${JSON.stringify(amiss?.shortDiagnostics)}`)
    return typst.pdf(compiled.result, { pdfStandard: standard, creationTimestamp: paper.day ? serial(paper.day) * DAY : 0 })
  } catch (error) {
    throw named(error)
  } finally {
    typst.evictCache(2) // the layouts stay warm; what a paper leaves behind is freed at the next turn of the event loop
    await turn()
  }
}

const inThread = `const { parentPort, workerData: { typst: from, qrcode, outfit, main, signs, as } } = require('node:worker_threads')
const typst = require(from).NodeCompiler.create(outfit)
const { toString } = require(qrcode)
const coded = (sign) =>
  toString(sign.code.to, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }).then((svg) => ({ ...sign, code: { ...sign.code, svg } }))
Promise.all(signs.signs.map(coded)).then((all) => {
  const compiled = typst.compile({ mainFilePath: main, inputs: { data: JSON.stringify({ ...signs, signs: all }) } })
  const amiss = compiled.takeWarnings() ?? compiled.takeError()
  if (amiss || !compiled.result) throw new Error(JSON.stringify(amiss?.shortDiagnostics))
  parentPort.postMessage(typst.pdf(compiled.result, as))
})`

/** Longer than this no sheet takes that anybody waits for. */
const SIGNS_MS = 60_000

/**
 * Signs as PDF 公示牌的版式文件, a function of what they say as a paper is. Set in a thread of their own: anyone may ask for them, and nobody else waits.
 * @throws {Unprintable} naming the characters
 */
export async function signsPdf(signs: Signs, standard: Standard = 'a-2a'): Promise<Buffer> {
  const bad = unprintableIn(wordsOnSigns(signs))
  if (bad) throw new Unprintable([codeOf(bad)])
  const { resolve } = createRequire(import.meta.url)
  const thread = new Worker(inThread, {
    eval: true,
    execArgv: [],
    workerData: {
      ...{ typst: resolve('@myriaddreamin/typst-ts-node-compiler'), qrcode: resolve('qrcode'), outfit: outfit() },
      ...{ main: join(layouts, 'sign.typ'), signs },
      as: { pdfStandard: standard, creationTimestamp: serial(signs.day) * DAY },
    },
  })
  const late = setTimeout(() => thread.terminate(), SIGNS_MS)
  try {
    return await new Promise<Buffer>((done, fail) => {
      thread.once('message', (bytes: Uint8Array) => done(Buffer.from(bytes)))
      thread.once('error', (error) => fail(named(error)))
      thread.once('exit', () => fail(new Error('公示牌没有生成')))
    })
  } finally {
    clearTimeout(late)
    await thread.terminate()
  }
}
