import type { Settings } from '#server/config'

/** An option of a command 选项. */
export type Option = Readonly<{
  type: 'string' | 'boolean'
  zh: string
  /** How its value is written in the help. */
  value?: string
  /** One letter for it. */
  short?: string
}>

/** What was given on the command line, and how to answer. */
export interface Args {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
  /** The settings that every command takes. */
  readonly settings: Settings
  /** One answer: a line for people, or the value as one line of JSON under `--json`. */
  say(zh: string, value: unknown): void
}

/** One row of the table of commands 命令; its name may be of two words. */
export interface Command {
  readonly name: string
  readonly zh: string
  readonly options: Readonly<Record<string, Option>>
  /** What stands after the options, as the help writes it. */
  readonly operands?: string
  /** Whether it serves the pages of the desk, which are then made first. */
  readonly servesPages?: true
  /** @returns the exit code: 0 done, 1 it did not hold. @throws {Misuse} for 2 */
  run(args: Args): Promise<number>
}
