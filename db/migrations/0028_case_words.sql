-- What a matter is looked for by is told from the row by the database itself, and found by an index: characters and pairs, each of one agency. The wall
-- between agencies keeps an index that is asked with words from being used, so a function asks it, and it names its own agency first.

alter table enforcement_case add column words text not null generated always as (
  pub.folded(title || chr(10) || coalesce(case_no, '') || chr(10) || coalesce(document_no, ''))
) stored;

create index enforcement_case_words on enforcement_case using gin (pub.grams(words), (array[agency])) with (gin_pending_list_limit = 256);

create function cases_bearing(said text, most integer) returns setof text language sql stable security definer
begin atomic
  select id from enforcement_case
  where array[agency] @> array[(select scope())] and pub.grams(words) @> (select pub.pairs(pub.folded(said))) limit most;
end;
comment on function cases_bearing(text, integer) is '本机关案件中含有这些字的，至多几件；逐字核对在后';
revoke execute on function cases_bearing(text, integer) from public;
grant execute on function cases_bearing(text, integer) to mingjing_app;

-- The queue goes along an index, first due first.
drop index duty_open;
create index duty_open on duty (agency, due, started_on, stream, key) where done_on is null;
create index duty_of_matter on duty (agency, matter_id) where done_on is null;
