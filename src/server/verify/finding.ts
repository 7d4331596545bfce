import type { StreamName } from '#agency/stream'

/** What does not hold 核验发现: the object by table and key, with the column where one can be told, and what is wrong with it, in Chinese. */
export type Finding = Readonly<{ object: string; what: string }>

/** Where findings go. */
export type Report = (object: string, what: string) => void

/** `duty yuanshan-wjw/case/0190…/decide due`: table, key in the order of its columns, column. */
export const rowObject = (table: string, key: readonly unknown[], column?: string): string =>
  `${table} ${key.map(String).join('/')}${column ? ` ${column}` : ''}`

/** `ledger_event yuanshan-wjw/case:0190…/7 payload` */
export const eventObject = (agency: string, stream: StreamName, version: number, column?: string): string =>
  rowObject('ledger_event', [agency, stream, version], column)
