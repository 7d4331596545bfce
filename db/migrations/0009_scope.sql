-- Nobody sees what is not theirs, whatever a query forgot: a transaction names what it is opened for, signed for its connection, and the
-- database shows it the rows of that agency alone. Without a name it shows nothing.

create table scope_key (
  one boolean primary key default true check (one),
  key bytea not null check (length(key) = 32)
);
comment on table scope_key is '范围签名的密钥：平台的数据库角色读不到';

-- What this transaction is opened for: an agency, or `system:` and a duty across agencies; null when the signature is not of this connection.
create function scope() returns text language sql stable security definer
begin atomic
  select split_part(said, ' ', 1)
  from (select current_setting('mingjing.scope', true) as said) as setting, scope_key
  where split_part(said, ' ', 2)
    = encode(sha256(key || convert_to(split_part(said, ' ', 1) || ' ' || pg_backend_pid(), 'UTF8') || key), 'hex');
end;
comment on function scope() is '本次事务的可见范围：签名不符的，什么也看不到';
revoke execute on function scope() from public;
grant execute on function scope() to mingjing_app;

-- The wall around a table keyed by agency; every migration that makes one calls this. The owner is bound too, but for migrations, which move
-- the rows of all.
create function keep_apart(named regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', named);
  execute format('alter table %s force row level security', named);
  execute format('create policy own_agency on %s to mingjing_app using (agency = (select scope()))', named);
  execute format('create policy migrated on %s to mingjing_migrator using (true)', named);
end $$;
comment on function keep_apart(regclass) is '为按机关分的表设行级限制：各机关只见自己的行';
revoke execute on function keep_apart(regclass) from public;

select keep_apart(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency' and not a.attisdropped
where c.relkind = 'r' and n.nspname in ('public', 'pub');

-- Time passes for all agencies: what is due is looked for across them, and each is then sent to its own.
create policy due on followup for select to mingjing_app using (done_at is null and (select scope()) = 'system:followup');

create policy published on pub.agency for select to mingjing_portal using (true);
create policy published on pub.decision for select to mingjing_portal using (true);

-- Who writes the log sees the leaves of all, and no payload; who disposes sees what is to go. Their grants say which columns.
create policy sequenced on ledger_event for select to mingjing_sequencer using (true);
create policy sequenced on ledger_pending to mingjing_sequencer using (true);
create policy sequenced on pub_entry for select to mingjing_sequencer using (true);
create policy sequenced on log_leaf to mingjing_sequencer using (true);
create policy disposed on ledger_event to mingjing_disposer using (true);
