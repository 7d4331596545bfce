-- A search walks back from the newest in steps of ten days: each line bears the marks by which the index finds it step by step, of an agency and among the
-- late ones. And what follows two digits counts for the search, or the number of a paper would be found by any other that is made of the same pairs.

create function pub.tenth(day date) returns integer language sql immutable strict parallel safe
return extract(year from day)::integer * 36 + (extract(month from day)::integer - 1) * 3 + least((extract(day from day)::integer - 1) / 10, 2);
comment on function pub.tenth(date) is '旬：每月三旬，依次编号';

create function pub.marks(agency text, decided_on date, published_on date, due date) returns text[] language sql immutable strict parallel safe cost 1000
return array['a' || agency, 'd' || pub.tenth(decided_on)::text, 'p' || pub.tenth(published_on)::text]
  || case when published_on > due then array['late'] else '{}' end;
comment on function pub.marks(text, date, date, date) is '查询所用的标记：机关、决定之旬、公示之旬、超期';

drop index pub.decision_words;

create or replace function pub.grams(words text) returns text[] language sql immutable strict parallel safe cost 10000
return string_to_array(words, null) || (
  select array_agg(c || d) filter (where d is not null)
    || coalesce(array_agg(c || d || e) filter (where e is not null and position(c in '0123456789') > 0 and position(d in '0123456789') > 0), '{}')
  from unnest(string_to_array(words, null), (string_to_array(words, null))[2:], (string_to_array(words, null))[3:]) as u(c, d, e));
comment on function pub.grams(text) is '查询所用的单字、两字，和两个数字连同后一字';

create or replace function pub.pairs(word text) returns text[] language sql immutable strict parallel safe
return array(select substr(word, n, 2) from generate_series(1, greatest(length(word) - 1, 1)) as n)
  || array(select substr(word, n, 3) from generate_series(1, length(word) - 2) as n where substr(word, n, 2) ~ '^[0-9]{2}$');
comment on function pub.pairs(text) is '一个词依次的两字，和两个数字连同后一字；单字就是它自己';

-- No list of pending entries: each step of a search would read the whole of it.
create index decision_words on pub.decision
  using gin (pub.grams(words), pub.marks(agency, decided_on, published_on, due)) with (fastupdate = off);
