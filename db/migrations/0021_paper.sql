-- Every paper that was made is entered under its form and year; a number is the next of both, and no two are the same.

create table paper (
  agency text not null, case_id text not null, form text not null, no integer not null check (no >= 1),
  zh text not null,
  document_no text,
  made_on date not null,
  digest text not null,
  event_version integer not null,
  version integer not null,
  primary key (agency, case_id, form, no),
  unique (agency, form, document_no)
);
create index paper_made on paper (agency, form, made_on);
comment on table paper is '文书登记簿：已制作的文书、文号、摘要，按机关、文书种类、年份编号';
grant select, insert, update on paper to mingjing_app;
select keep_apart('paper');
