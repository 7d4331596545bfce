import { parseArgs } from 'node:util'
import { nearest } from '#law/near'
import type { Args, Command, Option } from '#server/command'
import { accountRelink } from '#server/commands/account'
import { backup } from '#server/commands/backup'
import { packCoverage } from '#server/commands/coverage'
import { deadline } from '#server/commands/deadline'
import { demo } from '#server/commands/demo'
import { docs } from '#server/commands/docs'
import { doctor } from '#server/commands/doctor'
import { failpointsCommand } from '#server/commands/failpoints'
import { ledgerResume, ledgerRotate } from '#server/commands/ledger'
import { packCheck, packDiff } from '#server/commands/pack'
import { papersCommand } from '#server/commands/papers'
import { play } from '#server/commands/play'
import { redact } from '#server/commands/redact'
import { restore } from '#server/commands/restore'
import { vaultScrub } from '#server/commands/scrub'
import { seed } from '#server/commands/seed'
import { serve } from '#server/commands/serve'
import { ledgerVerify } from '#server/commands/verify'
import { Misuse, readConfig } from '#server/config'

/** Every command, a row each. */
const commands: readonly Command[] = [
  serve,
  doctor,
  backup,
  restore,
  deadline,
  redact,
  packCheck,
  packDiff,
  packCoverage,
  ledgerVerify,
  ledgerRotate,
  ledgerResume,
  vaultScrub,
  accountRelink,
  docs,
  papersCommand,
  demo,
  play,
  seed,
  failpointsCommand,
]

const common = {
  data: { type: 'string', zh: '数据目录，默认 ./data 或环境变量 MINGJING_DATA', value: 'DIR' },
  json: { type: 'boolean', zh: '以 JSON 输出，每个答复一行' },
  help: { type: 'boolean', zh: '显示帮助' },
} as const satisfies Record<string, Option>

const optionLine = ([name, { value, short, zh }]: [string, Option]) =>
  `  ${`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`.padEnd(20)}${zh}`

const overview = (): string =>
  [
    '明镜：行政执法公示、全过程记录、重大执法决定法制审核',
    '',
    '用法：mingjing 命令 [选项]',
    '',
    ...commands.map(({ name, zh }) => `  ${name.padEnd(18)}${zh}`),
    '',
    '各命令的选项：mingjing 命令 --help',
  ].join('\n')

const helpOf = ({ name, zh, operands, options }: Command): string =>
  [
    zh,
    '',
    `用法：mingjing ${name} [选项]${operands ? ` ${operands}` : ''}`,
    '',
    ...Object.entries<Option>({ ...options, ...common }).map(optionLine),
  ].join('\n')

const hint = (given: string, known: readonly string[], before: string): string => {
  const near = nearest(given, known)
  return near ? `是不是 ${before}${near}？` : '执行 mingjing --help 查看全部命令。'
}

function commandOf(words: readonly string[]): { command: Command; rest: string[] } {
  const command = commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word))
  if (!command)
    throw new Misuse(
      `没有命令 ${words[0]}。${hint(
        words[0] ?? '',
        commands.map(({ name }) => name),
        'mingjing ',
      )}`,
    )
  return { command, rest: words.slice(command.name.split(' ').length) }
}

function parse(command: Command, rest: string[]) {
  const options = { ...command.options, ...common }
  try {
    return parseArgs({ args: rest, options, allowPositionals: command.operands !== undefined, strict: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const given = /'--?([^'=]*)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new Misuse(`命令 ${command.name} 没有选项 --${given}。${hint(given, Object.keys(options), '--')}`)
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
      throw new Misuse(`命令 ${command.name} 不接受多余的参数。执行 mingjing ${command.name} --help 查看用法。`)
    throw new Misuse(`选项的值不对：执行 mingjing ${command.name} --help 查看用法。`)
  }
}

const text = (value: string | boolean | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** Runs one command 命令行; `makePages` makes the desk before it is served, once the command is known to be asked rightly. @returns the exit code: 0 done, 1 failed, 2 asked wrongly */
export async function main(given: readonly string[], makePages: () => Promise<void> = async () => {}): Promise<number> {
  const argv = given.map((word, n) => (word === '-h' || (n === 0 && word === 'help') ? '--help' : word))
  const json = argv.includes('--json')
  const say = (zh: string, value: unknown) => process.stdout.write(`${json ? JSON.stringify(value) : zh}\n`)
  const fail = (error: unknown, code: 1 | 2) => {
    const zh = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${json ? JSON.stringify({ ok: false, error: zh }) : `错误：${zh}`}\n`)
    return code
  }
  try {
    const words = argv.filter((word) => word !== '--json' && word !== '--help')
    if (words.length === 0) {
      say(overview(), { commands: commands.map(({ name, zh }) => ({ name, zh })) })
      return argv.includes('--help') ? 0 : 2
    }
    const { command, rest } = commandOf(words)
    if (argv.includes('--help')) {
      say(helpOf(command), { name: command.name, zh: command.zh, options: { ...command.options, ...common } })
      return 0
    }
    const { values, positionals }: Pick<Args, 'values' | 'positionals'> = parse(command, rest)
    const settings = Object.fromEntries(
      ['data', 'port', 'host', 'origin', 'only', 'today'].flatMap((name) =>
        text(values[name]) === undefined ? [] : [[name, text(values[name])]],
      ),
    )
    if (command.servesPages) {
      readConfig(settings) // what is asked wrongly is told before the pages are made
      await makePages()
    }
    return await command.run({ values, positionals, settings, say })
  } catch (error) {
    return fail(error, error instanceof Misuse ? 2 : 1)
  }
}
