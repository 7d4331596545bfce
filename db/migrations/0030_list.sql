-- Lists that the agency keeps. A line stands under the change that brought it and is never overwritten: which one holds on a day is asked by its day, and of
-- two of the same day by which was released later. What the public may see is copied out on release.

create function pub.entry_words(body jsonb) returns text language sql immutable parallel safe
return coalesce((select pub.folded(string_agg(value, chr(10) order by key)) from jsonb_each_text(body)), '');
comment on function pub.entry_words(jsonb) is '查询所用的条目全文';

create table list_set (
  agency text not null, id text not null,
  list text not null,
  state text not null,
  next_post text,
  why text not null,
  from_on date not null,
  due date,
  prepared_by text not null, prepared_on date not null, released_on date,
  entered integer not null, struck integer not null,
  version integer not null,
  primary key (agency, id)
);
create index list_set_newest on list_set (agency, list, prepared_on desc, id desc);
comment on table list_set is '清单变更：拟稿、审批、发布到哪一步，写入和删去多少条';
grant select, insert, update on list_set to mingjing_app;
select keep_apart('list_set');

create table list_entry (
  agency text not null, list text not null, key text not null, set_id text not null,
  from_on date not null,
  released_at timestamptz not null,
  body jsonb,
  version integer not null,
  words text not null generated always as (pub.entry_words(body)) stored,
  struck boolean not null generated always as (body is null) stored,
  primary key (agency, list, key, set_id)
);
create unique index list_entry_latest on list_entry (agency, list, key, from_on desc, released_at desc, set_id) include (struck);
create index list_entry_words on list_entry using gin ((array[agency || '/' || list]), pub.grams(words)) with (fastupdate = off);
comment on table list_entry is '清单条目：每次变更写入的一条，自何日施行；内容为空的是删去';
grant select, insert, update on list_entry to mingjing_app;
select keep_apart('list_entry');

create table pub.list_set (
  agency text not null, id text not null,
  list text not null,
  from_on date not null, released_on date not null,
  body jsonb not null,
  version integer not null,
  nonce bytea,
  primary key (agency, id)
);
create index list_set_newest on pub.list_set (agency, list, released_on desc, id desc);
comment on table pub.list_set is '公示的清单变更记录';

create table pub.list_entry (
  agency text not null, list text not null, key text not null, set_id text not null,
  from_on date not null,
  released_at timestamptz not null,
  body jsonb,
  version integer not null,
  words text not null generated always as (pub.entry_words(body)) stored,
  struck boolean not null generated always as (body is null) stored,
  primary key (agency, list, key, set_id)
);
create unique index list_entry_latest on pub.list_entry (agency, list, key, from_on desc, released_at desc, set_id) include (struck);
create index list_entry_words on pub.list_entry using gin ((array[agency || '/' || list]), pub.grams(words)) with (fastupdate = off);
comment on table pub.list_entry is '公示的清单条目，只有公开的栏目';

grant select, insert, update on pub.list_set, pub.list_entry to mingjing_app;
grant select on pub.list_set, pub.list_entry to mingjing_portal;
select keep_apart('pub.list_set');
select keep_apart('pub.list_entry');
create policy published on pub.list_set for select to mingjing_portal using (true);
create policy published on pub.list_entry for select to mingjing_portal using (true);

-- What is looked for in a list is found by characters and pairs, then compared letter by letter, and must be what holds on that day. The wall between agencies
-- keeps an index that is asked with words from being used, so a function asks it, of its own agency alone.
create function entries_bearing(of_list text, on_day date, said text[], most integer) returns table (key text, set_id text)
language sql stable security definer
begin atomic
  select e.key, e.set_id from list_entry e
  where array[e.agency || '/' || e.list] @> array[(select scope()) || '/' || of_list]
    and pub.grams(e.words) @> (select array(select unnest(pub.pairs(pub.folded(word))) from unnest(said) as word))
    and (select bool_and(position(pub.folded(word) in e.words) > 0) from unnest(said) as word)
    and e.from_on <= on_day
    and not exists (select from list_entry l where l.agency = (select scope()) and l.list = of_list and l.key = e.key and l.from_on <= on_day
      and (l.from_on, l.released_at, e.set_id) > (e.from_on, e.released_at, l.set_id))
  limit most;
end;
comment on function entries_bearing(text, date, text[], integer) is '本机关一份清单当日含有这些字的条目，至多几条';
revoke execute on function entries_bearing(text, date, text[], integer) from public;
grant execute on function entries_bearing(text, date, text[], integer) to mingjing_app;

create function pub.entries_bearing(of_agency text, of_list text, on_day date, said text[], most integer) returns table (key text, set_id text)
language sql stable
begin atomic
  select e.key, e.set_id from pub.list_entry e
  where array[e.agency || '/' || e.list] @> array[of_agency || '/' || of_list]
    and pub.grams(e.words) @> (select array(select unnest(pub.pairs(pub.folded(word))) from unnest(said) as word))
    and (select bool_and(position(pub.folded(word) in e.words) > 0) from unnest(said) as word)
    and e.from_on <= on_day
    and not exists (select from pub.list_entry l where l.agency = of_agency and l.list = of_list and l.key = e.key and l.from_on <= on_day
      and (l.from_on, l.released_at, e.set_id) > (e.from_on, e.released_at, l.set_id))
  limit most;
end;
comment on function pub.entries_bearing(text, text, date, text[], integer) is '公示的一份清单当日含有这些字的条目，至多几条';

-- What other acts tell already and the public may see beforehand: who enforces, under which certificate, for whom, by which catalogue and benchmarks.
alter table pub.agency add column pack text;
comment on column pub.agency.pack is '适用的规则包';
update pub.agency shown set pack = own.pack from agency own where own.agency = shown.agency;

create table pub.certificate (
  agency text not null, no text not null,
  name text not null, unit text not null, body text,
  from_on date not null, to_on date not null,
  suspended jsonb not null,
  left_on date,
  version integer not null,
  primary key (agency, no)
);
comment on table pub.certificate is '公示的执法人员：姓名、单位、执法证件及其有效期间';

create table pub.entrusted (
  agency text not null, id text not null, letter_no text not null,
  name text not null, matters text[] not null, powers text not null,
  from_on date not null, to_on date not null, published_on date not null, published_at text not null,
  version integer not null,
  primary key (agency, id, letter_no)
);
comment on table pub.entrusted is '公示的受委托组织和委托事项，每次委托一行';

create table pub.register_entry (
  agency text not null, family text not null, key text not null,
  rows jsonb not null,
  version integer not null,
  primary key (agency, family, key)
);
comment on table pub.register_entry is '公示的本机关规定：重大执法决定目录、裁量基准';

grant select, insert, update on pub.certificate, pub.entrusted, pub.register_entry to mingjing_app;
grant select on pub.certificate, pub.entrusted, pub.register_entry to mingjing_portal;
select keep_apart('pub.certificate');
select keep_apart('pub.entrusted');
select keep_apart('pub.register_entry');
create policy published on pub.certificate for select to mingjing_portal using (true);
create policy published on pub.entrusted for select to mingjing_portal using (true);
create policy published on pub.register_entry for select to mingjing_portal using (true);
