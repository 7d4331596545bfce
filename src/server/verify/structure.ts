import type { Migration } from '#db/migrate'
import { schemaOf } from '#db/schema'
import { type Report, rowObject } from '#server/verify/finding'
import type { Snapshot } from '#server/verify/snapshot'

/** `schema table duty` → its lines, in the form of `db/schema.txt`. */
const linesOf = (schema: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    schema
      .trim()
      .split('\n\n')
      .map((block) => {
        const [at = '', ...lines] = block.split('\n')
        return [at, lines.map((line) => line.trim())] as const
      }),
  )

/** Roles, tables, columns, keys, triggers, policies and grants against what this program was released with 库结构. */
export async function checkStructure(db: Snapshot, schema: string, migrations: readonly Migration[], report: Report): Promise<void> {
  const [due, held] = [linesOf(schema), linesOf(await schemaOf(db as never))]
  for (const at of new Set([...due.keys(), ...held.keys()])) {
    const [expected, found] = [due.get(at), held.get(at)]
    if (!expected || !found) report(`schema ${at}`, found ? '库中多出，程序中没有' : '库中缺少')
    else {
      for (const line of expected.filter((line) => !found.includes(line))) report(`schema ${at}`, `缺少：${line}`)
      for (const line of found.filter((line) => !expected.includes(line))) report(`schema ${at}`, `多出：${line}`)
    }
  }
  const { rows } = await db.query<{ number: number; name: string; digest: Buffer }>(
    'select number, name, digest from migration order by number',
  )
  for (const [n, { number }] of rows.entries()) {
    if (number === rows[n - 1]?.number) report(rowObject('migration', [number]), '同一迁移有两条记录')
    if (!migrations.some((step) => step.number === number)) report(rowObject('migration', [number]), '程序中没有这一迁移')
  }
  for (const { number, name, digest } of migrations) {
    const row = rows.find((row) => row.number === number)
    if (!row) report(rowObject('migration', [number]), `没有 ${name} 的迁移记录`)
    else {
      if (row.name !== name) report(rowObject('migration', [number], 'name'), '与迁移文件不符')
      if (!row.digest.equals(digest)) report(rowObject('migration', [number], 'digest'), '与迁移文件不符')
    }
  }
}

/** The key that signs scopes, against what the password of the platform's role makes of it: with another one somebody else opens scopes 范围签名的密钥. */
export async function checkScope(db: Snapshot, scope: Buffer | undefined, report: Report): Promise<void> {
  const { rows } = await db.query<{ one: boolean; key: Buffer }>('select one, key from scope_key')
  if (!rows.some(({ one }) => one)) report(rowObject('scope_key', [true]), '没有范围签名的密钥')
  for (const { one, key } of rows) {
    if (!one) report(rowObject('scope_key', [one]), '多出一把密钥')
    else if (scope && !key.equals(scope)) report(rowObject('scope_key', [one], 'key'), '与平台角色的口令所生成的不同')
  }
  if (rows.filter(({ one }) => one).length > 1) report(rowObject('scope_key', [true]), '同一行出现两次')
}
