import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { tables } from '#db/tables'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
before(async () => {
  db = await freshDatabase()
})
after(() => db.drop())

const inCatalogue = async () => {
  const { rows } = await db.migrator.query<{ table: string; column: string; spec: string }>(`
    select case table_schema when 'public' then table_name else table_schema || '.' || table_name end as table, column_name as column,
      case when data_type = 'ARRAY' then trim(leading '_' from udt_name) || '[]' when udt_name = 'timestamptz' then udt_name else data_type end
      || case when column_default is not null then ' default' when is_nullable = 'YES' then ' null' else '' end as spec
    from information_schema.columns join information_schema.tables using (table_catalog, table_schema, table_name)
    where table_schema in ('public', 'pub') and table_type = 'BASE TABLE' and is_generated = 'NEVER' order by table_schema, table_name, ordinal_position`)
  const found: Record<string, Record<string, string>> = {}
  for (const { table, column, spec } of rows) found[table] = { ...found[table], [column]: spec }
  return found
}

describe('程序所知的表与数据库一致', () => {
  test('表、列、类型、可空、默认', async () => assert.deepEqual(await inCatalogue(), tables))
})
