-- Search in what is public: any part of any word, down to one character, in whatever width, case and brackets it is asked for. The words and
-- their index are told from the row by the database itself, so nothing can stand in them that is not in the row.

create function pub.folded(said text) returns text language sql immutable strict parallel safe
return lower(translate(normalize(said, NFKC), '〔【［〕】］', '[[[]]]'));
comment on function pub.folded(text) is '查询所用的写法：全角半角、大小写、各种方括号视为一样';

create function pub.grams(words text) returns text[] language sql immutable strict parallel safe
return string_to_array(words, null)
  || array(select c || d from unnest(string_to_array(words, null), (string_to_array(words, null))[2:]) as u(c, d) where d is not null);
comment on function pub.grams(text) is '查询所用的单字和两字';

create function pub.pairs(word text) returns text[] language sql immutable strict parallel safe
return array(select substr(word, n, 2) from generate_series(1, greatest(length(word) - 1, 1)) as n);
comment on function pub.pairs(text) is '一个词依次的两字；单字就是它自己';

alter table pub.decision add column words text not null generated always as (
  pub.folded(title || chr(10) || party || chr(10) || document_no || chr(10) || outcome || chr(10) || coalesce(body ->> 'facts', ''))
) stored;

create index decision_words on pub.decision using gin (pub.grams(words)) with (gin_pending_list_limit = 256);

-- Lists go from the newest on: of all, of an agency, of the late ones by publication, of a year by decision.
drop index pub.decision_newest, pub.decision_newest_of_agency;
create index decision_newest on pub.decision (published_on desc, id desc) include (agency, due) where withdrawn_on is null;
create index decision_newest_of_agency on pub.decision (agency, published_on desc, id desc) include (decided_on, due) where withdrawn_on is null;
create index decision_newest_late on pub.decision (published_on desc, id desc) include (agency) where published_on > due and withdrawn_on is null;
create index decision_newest_of_year on pub.decision (decided_on desc, id desc) include (agency, published_on, due) where withdrawn_on is null;
