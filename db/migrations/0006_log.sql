-- The log: leaves, tiles, heads and checkpoints. The sequencer alone writes them; whoever reads events may read them.

alter table ledger_pending add column log text not null default 'ops' check (log in ('ops', 'pub'));
alter table ledger_pending drop constraint ledger_pending_pkey;
alter table ledger_pending add primary key (log, agency, kind, id, version);

create table log_head (
  log text primary key check (log in ('ops', 'pub')),
  shard integer not null check (shard >= 0),
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  frozen text
);
comment on table log_head is '存证树头：正在入账的分段、叶数与树根；冻结的，写明原因';
insert into log_head (log, shard, size, root)
  select log, 0, 0, sha256('') from unnest(array['ops', 'pub']) as l(log);

create table log_shard (
  log text not null references log_head, shard integer not null check (shard >= 1),
  origin text not null unique,
  vkey text not null,
  begun_at timestamptz not null,
  opening bytea,
  primary key (log, shard),
  check ((shard = 1) = (opening is null))
);
comment on table log_shard is '存证分段：来源与验证钥；第二段起，首叶（opening）承诺前一段的末尾';

create table log_leaf (
  log text not null, shard integer not null, index bigint not null check (index >= 0),
  agency text not null, kind text not null, id text not null, version integer not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (log, shard, index),
  unique (log, leaf_hash, shard),
  unique (log, agency, kind, id, version, shard)
);
comment on table log_leaf is '存证叶：第几叶是哪一事件；分段的首叶记为 kind = shard、id = 日志、version = 分段';

create table log_tile (
  log text not null, shard integer not null, level integer not null check (level between 0 and 63), index bigint not null check (index >= 0),
  width integer not null check (width between 1 and 256),
  bytes bytea not null check (length(bytes) = 32 * width),
  primary key (log, shard, level, index)
);
alter table log_tile alter column bytes set storage external;
comment on table log_tile is '存证瓦片：每片至多 256 个哈希，只增不改';

create table log_checkpoint (
  log text not null, shard integer not null, size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null,
  primary key (log, shard, size)
);
comment on table log_checkpoint is '检查点：已签署的树头';

-- What the public log says of a publication: written by the door in the act's own transaction.
create table pub_entry (
  agency text not null, kind text not null, id text not null, version integer not null check (version >= 1),
  leaf bytea not null,
  primary key (agency, kind, id, version)
);
comment on table pub_entry is '公开条目：公示、更正、撤回在公开日志中的一条，只有承诺和日期，没有文字和姓名';

-- With the page goes the nonce: while it is shown anyone can prove it, and no longer.
alter table pub.decision add column nonce bytea check (length(nonce) = 32);

-- At the end of retention payload and nonce go, both or neither; who disposes can put nothing in their place.
alter table ledger_event
  alter column payload drop not null, alter column nonce drop not null,
  add check ((payload is null) = (nonce is null));

create function ledger_event_keeps() returns trigger language plpgsql as $$
begin
  raise exception '只能销毁内容和盐，不能改写' using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_event_keeps before update on ledger_event for each row
  when (current_user = 'mingjing_disposer' and new.payload is not null)
  execute function ledger_event_keeps();

grant select on log_head, log_shard, log_leaf, log_tile, log_checkpoint to mingjing_app;
grant select, insert on pub_entry to mingjing_app;

grant select (agency, kind, id, version, leaf, prev) on ledger_event to mingjing_sequencer;
grant select on ledger_pending, pub_entry, log_head, log_shard, log_leaf, log_tile, log_checkpoint to mingjing_sequencer;
grant delete on ledger_pending to mingjing_sequencer;
grant insert on log_shard, log_leaf, log_tile, log_checkpoint to mingjing_sequencer;
grant update (shard, size, root, frozen) on log_head to mingjing_sequencer;
grant update (width, bytes) on log_tile to mingjing_sequencer;

grant select (agency, kind, id, version) on ledger_event to mingjing_disposer;
grant update (payload, nonce) on ledger_event to mingjing_disposer;
