-- What an agency adopted stays to be read: every adoption is a row of its own, under its number in the register. What was replaced before comes out of the ledger.
alter table pub.register_entry
  add column no integer, add column adopted_on date, add column post text, add column basis text, add column former jsonb,
  drop constraint register_entry_pkey;
delete from pub.register_entry;
insert into pub.register_entry (agency, family, key, no, adopted_on, post, basis, rows, former, version)
select e.agency, told.family, told.key, e.version, (e.at at time zone 'UTC' + interval '8 hours')::date, e.post, told.basis, told.rows, told.former, e.version
from ledger_event e
cross join lateral (select convert_from(e.payload, 'UTF8')::jsonb -> 'event' as event) as kept
cross join lateral (
  select event ->> 'family' as family, event ->> 'key' as key, null as basis, event -> 'rows' as rows, null::jsonb as former
  where e.type = 'register.adopted' and event ->> 'family' in ('catalogue', 'benchmarks')
  union all
  select 'pack', event -> 'pack' ->> 'id', event ->> 'basis', jsonb_build_array(event -> 'pack'), event -> 'former'
  where e.type = 'pack.adopted'
) as told
where e.kind = 'register';
alter table pub.register_entry
  alter column no set not null, alter column adopted_on set not null, alter column post set not null,
  add primary key (agency, family, key, no);
comment on table pub.register_entry is '公示的本机关规定：重大执法决定目录、裁量基准、规则包新版本，每次采用一行';
comment on column pub.register_entry.no is '采用时本机关清单的序号';
comment on column pub.register_entry.former is '首次采用规则包新版本时，被代替的版本中公开的规定';
