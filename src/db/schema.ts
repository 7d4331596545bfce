import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { launch } from '#db/launcher'
import { migrate, migrationsIn, prepare } from '#db/migrate'
import type { Queryable } from '#db/pool'

/** Our own schemata; whatever else a database holds is not told. */
const OURS = `n.nspname in ('public', 'pub')`
const name = `case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname`
const fn = `'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'`

/** Each query gives lines `at` (the thing they belong to) and `line`, in an order of their own. */
const queries = [
  `select 'roles' as at, rolname || case when rolcanlogin then ' login' else '' end || case when rolsuper then ' superuser' else '' end
     || case when rolcreaterole then ' createrole' else '' end || case when rolcreatedb then ' createdb' else '' end
     || case when rolbypassrls then ' bypassrls' else '' end || case when rolreplication then ' replication' else '' end as line
   from pg_roles where rolname like 'mingjing\\_%' order by rolname`,
  `select 'roles' as at, m.rolname || ' acts as ' || r.rolname as line
   from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where m.rolname like 'mingjing\\_%' order by m.rolname, r.rolname`,
  `select 'roles' as at, coalesce(r.rolname, 'everyone') || ' set ' || setting as line
   from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) as setting
   where (s.setdatabase = 0 or s.setdatabase = (select oid from pg_database where datname = current_database()))
     and (r.rolname like 'mingjing\\_%' or s.setrole = 0 and setting ~ '^(session_replication_role|row_security|search_path)=') order by 2`,
  `select 'event trigger ' || evtname as at, evtevent || case evtenabled when 'D' then ' disabled' else '' end as line from pg_event_trigger order by evtname`,
  `select 'schema ' || n.nspname as at, 'owner ' || pg_get_userbyid(n.nspowner) as line
   from pg_namespace n where n.nspname = 'pub'`,
  `select 'schema ' || n.nspname as at, 'grant ' || lower(a.privilege_type) || ' to ' || coalesce(r.rolname, 'public') as line
   from pg_namespace n, aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee
   where ${OURS} and a.grantee <> n.nspowner order by n.nspname desc, coalesce(r.rolname, 'public'), a.privilege_type`,
  `select 'table ' || ${name} as at, '-- ' || coalesce(obj_description(c.oid, 'pg_class'), 'no comment') as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') order by n.nspname desc, c.relname`,
  `select 'table ' || ${name} as at, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
     || case when a.attidentity <> '' then ' identity' when a.attgenerated <> '' then ' generated' else '' end
     || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
     || case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation::text else '' end as line
   from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where ${OURS} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped order by n.nspname desc, c.relname, a.attnum`,
  `select 'table ' || ${name} as at, pg_get_constraintdef(k.oid) as line
   from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and k.contype <> 'n' order by n.nspname desc, c.relname, k.contype desc, k.conname`,
  `select 'table ' || ${name} as at, pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' invalid' end as line
   from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by n.nspname desc, c.relname, x.relname`,
  `select 'table ' || ${name} as at, case when t.tgisinternal then 'check of ' || k.conname else pg_get_triggerdef(t.oid) end
     || case t.tgenabled when 'O' then '' when 'D' then ' disabled' else ' enabled otherwise' end as line
   from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace left join pg_constraint k on k.oid = t.tgconstraint
   where ${OURS} and (not t.tgisinternal or t.tgenabled <> 'O') order by n.nspname desc, c.relname, t.tgname`,
  `select 'table ' || ${name} as at, pg_get_ruledef(r.oid) as line
   from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} order by n.nspname desc, c.relname, r.rulename`,
  `select 'table ' || ${name} as at, case c.relpersistence when 'u' then 'unlogged' else 'temporary' end as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('r', 'p') and c.relpersistence <> 'p' order by n.nspname desc, c.relname`,
  `select 'table ' || ${name} as at, 'with the rows of ' || i.inhrelid::regclass as line
   from pg_inherits i join pg_class c on c.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by n.nspname desc, c.relname`,
  `select 'table ' || ${name} as at, 'row security' || case when c.relforcerowsecurity then ', the owner too' else '' end as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relrowsecurity order by n.nspname desc, c.relname`,
  `select 'table ' || ${name} as at, 'policy ' || p.polname || case when p.polpermissive then '' else ' restrictive' end || ' for ' || case p.polcmd when 'r' then 'select' when 'a' then 'insert'
     when 'w' then 'update' when 'd' then 'delete' else 'all' end || ' to ' || (select string_agg(r::regrole::text, ', ' order by r::regrole::text) from unnest(p.polroles) r)
     || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '') || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
   from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} order by n.nspname desc, c.relname, p.polname`,
  `select 'table ' || ${name} as at, 'owner ' || pg_get_userbyid(c.relowner) as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('r', 'p', 'v', 'm') order by n.nspname desc, c.relname`,
  `select 'table ' || ${name} as at, 'grant ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) || ' to ' || coalesce(r.rolname, 'public') as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
   where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S') and a.grantee <> c.relowner
   group by n.nspname, c.relname, r.rolname order by n.nspname desc, c.relname, r.rolname`,
  `select 'table ' || ${name} as at, 'grant ' || lower(x.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ') to ' || coalesce(r.rolname, 'public') as line
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) x left join pg_roles r on r.oid = x.grantee
   where ${OURS} group by n.nspname, c.relname, r.rolname, x.privilege_type order by n.nspname desc, c.relname, r.rolname, x.privilege_type`,
  `select ${fn} as at, 'returns ' || coalesce(pg_get_function_result(p.oid), 'nothing') || case when p.prosecdef then ', as its owner' else '' end as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} order by n.nspname desc, p.proname`,
  `select ${fn} as at, 'sha256 of its text ' || encode(sha256(convert_to(pg_get_functiondef(p.oid), 'UTF8')), 'hex') as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prokind <> 'a' order by n.nspname desc, p.proname`,
  `select ${fn} as at, 'owner ' || pg_get_userbyid(p.proowner) as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} order by n.nspname desc, p.proname`,
  `select ${fn} as at, 'grant execute to ' || coalesce(r.rolname, 'public') as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x left join pg_roles r on r.oid = x.grantee
   where ${OURS} and x.grantee <> p.proowner order by n.nspname desc, p.proname, r.rolname`,
]

/** What stands in the catalogue 库结构: roles, tables, columns, keys, indexes, policies, grants, as text that a person can compare. */
export async function schemaOf(db: Pick<Queryable, 'query'>): Promise<string> {
  const told = new Map<string, string[]>()
  const answers = (await db.query(queries.join(';\n'))) as unknown as readonly pg.QueryResult<{ at: string; line: string }>[]
  for (const { rows } of answers) {
    for (const { at, line } of rows) {
      const lines = told.get(at)
      if (lines) lines.push(line)
      else told.set(at, [line])
    }
  }
  return [...told].map(([at, lines]) => `${at}\n${lines.map((line) => `  ${line}\n`).join('')}`).join('\n')
}

const root = new URL('../../', import.meta.url)

/** Reads the schema of a fresh database and writes `db/schema.txt`, or prints it. */
async function main(write: boolean): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-schema-'))
  const { address, secret, stop } = await launch({ dir })
  try {
    const admin = { address, user: 'postgres', password: secret.postgres }
    await prepare(admin, secret)
    await migrate(address, secret, migrationsIn(fileURLToPath(new URL('db/migrations', root))))
    const client = new pg.Client({ ...address, user: admin.user, password: admin.password })
    await client.connect()
    const text = await schemaOf(client).finally(() => client.end())
    if (write) writeFileSync(new URL('db/schema.txt', root), text)
    else process.stdout.write(text)
  } finally {
    await stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes('--write'))
