-- Decisions of the agency's own beside the penalty: not to punish, to change, to annul, to confirm as unlawful. Their numbers are counted here.

create table own_paper (
  agency text not null, case_id text not null, no integer not null check (no >= 1),
  kind text not null,
  zh text not null,
  document_no text not null,
  made_on date not null,
  version integer not null,
  primary key (agency, case_id, no),
  unique (agency, document_no)
);
create index own_paper_made on own_paper (agency, kind, made_on);
comment on table own_paper is '不予处罚、变更、撤销、确认违法决定书一览：按机关、种类、年份编号';
grant select, insert, update on own_paper to mingjing_app;
select keep_apart('own_paper');
