-- What is shown of matters, duties, decisions, publications and findings: rows that the events made.

create table enforcement_case (
  agency text not null, id text not null,
  title text not null, cause text not null,
  party_name text not null, party_type text not null,
  phase text not null, phase_zh text not null,
  case_no text,
  handlers text[] not null,
  reported_on date not null, filed_on date, decided_on date, served_on date,
  document_no text,
  version integer not null,
  primary key (agency, id),
  unique (agency, case_no)
);
comment on table enforcement_case is '案件一览';
create index enforcement_case_phase on enforcement_case (agency, phase, reported_on desc, id desc);
create index enforcement_case_reported on enforcement_case (agency, reported_on desc, id desc);

create table duty (
  agency text not null, kind text not null, stream text not null, key text not null,
  zh text not null,
  matter_id text not null, matter_zh text not null,
  act text not null,
  post text, officer text,
  started_on date not null, due date,
  provisional boolean not null,
  term jsonb,
  clauses text[] not null,
  done_on date,
  version integer not null,
  primary key (agency, kind, stream, key)
);
comment on table duty is '待办与期限：依何条款、由谁、何日之前';
create index duty_open on duty (agency, due) where done_on is null;

create table decision (
  agency text not null, case_id text not null,
  document_no text not null,
  party_name text not null, cause text not null, outcome_zh text not null,
  decided_on date not null,
  bundle text not null,
  version integer not null,
  primary key (agency, case_id),
  unique (agency, document_no)
);
comment on table decision is '行政处罚决定一览';

create table publication (
  agency text not null, id text not null,
  case_id text not null,
  document_no text not null, title text not null,
  state text not null,
  due date not null,
  released_on date, nth integer,
  version integer not null,
  primary key (agency, id)
);
comment on table publication is '事后公开：公示事项的进展与期限';

create table supervision_entry (
  agency text not null, id text not null,
  version integer not null,
  at timestamptz not null,
  officer text not null,
  act text not null, stream text not null,
  code text not null, zh text not null, clauses text[] not null,
  primary key (agency, id)
);
comment on table supervision_entry is '执法监督：依法不予办理的记录';

grant select, insert, update on enforcement_case, duty, decision, publication, supervision_entry to mingjing_app;
