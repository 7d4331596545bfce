-- What a job could not do is told by an act like everything else, so that every column of every table can be made anew from the events.

create table followup_failure (
  agency text not null, id text not null,
  version integer not null,
  at timestamptz not null,
  followup uuid not null,
  act text not null, stream text not null,
  how text not null, zh text not null,
  primary key (agency, id)
);
comment on table followup_failure is '后续没有办成：哪一项、为什么';
create index followup_failure_of on followup_failure (agency, followup);
grant select, insert, update on followup_failure to mingjing_app;
select keep_apart('followup_failure');
create policy due on followup_failure for select to mingjing_app using ((select scope()) = 'system:followup');

alter table followup drop column attempts, drop column last_refusal;
alter table migration drop column at;
