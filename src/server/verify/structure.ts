import type { Migration } from '#db/migrate'
import { schemaOf } from '#db/schema'
import type { Report } from '#server/verify/finding'
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
  const applied = new Map(rows.map((row) => [row.number, row]))
  for (const { number, name, digest } of migrations) {
    const row = applied.get(number)
    if (!row) report(`migration ${number}`, `没有 ${name} 的迁移记录`)
    else {
      if (row.name !== name) report(`migration ${number} name`, '与迁移文件不符')
      if (!row.digest.equals(digest)) report(`migration ${number} digest`, '与迁移文件不符')
    }
  }
  for (const { number } of rows) if (!migrations.some((step) => step.number === number)) report(`migration ${number}`, '程序中没有这一迁移')
}
