-- Heads, events and what hangs on them. The door alone writes here; nothing is ever updated but a head and a follow-up.

create table stream_head (
  agency text not null, kind text not null, id text not null,
  version integer not null check (version >= 0),
  leaf bytea,
  primary key (agency, kind, id)
);
comment on table stream_head is '流头：每条事件流的最新版本与末叶';

create table ledger_event (
  agency text not null, kind text not null, id text not null,
  version integer not null check (version >= 1),
  type text not null,
  act text not null,
  act_id uuid not null,
  actor text not null,
  post text,
  at timestamptz not null,
  payload bytea not null,
  nonce bytea not null check (length(nonce) = 32),
  leaf bytea not null,
  prev bytea,
  law bytea not null,
  primary key (agency, kind, id, version),
  check ((version = 1) = (prev is null))
);
comment on table ledger_event is '账本：已发生的事件，只增不改';

create table ledger_pending (
  agency text not null, kind text not null, id text not null,
  version integer not null,
  primary key (agency, kind, id, version)
);
comment on table ledger_pending is '待入树：尚未编入存证树的事件';

create table act_answer (
  agency text not null,
  id uuid not null,
  actor text not null,
  request bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (agency, id)
);
comment on table act_answer is '行为答复：同一编号的请求只办一次，重发得到同一答复';

create table followup (
  agency text not null,
  id uuid not null,
  act text not null,
  kind text not null,
  stream text not null,
  input jsonb not null,
  due date not null,
  cause_kind text not null, cause_id text not null, cause_version integer not null,
  done_at timestamptz,
  attempts integer not null default 0,
  last_refusal jsonb,
  primary key (agency, id)
);
comment on table followup is '后续事项：由事件引出、到日由系统办理的行为';
create index followup_due on followup (due, agency) where done_at is null;

grant select, insert on ledger_event, ledger_pending, act_answer to mingjing_app;
grant select, insert, update on stream_head, followup to mingjing_app;
