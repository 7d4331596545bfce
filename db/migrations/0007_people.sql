-- Who holds which post for how long, in whose stead, and of which organisation; and what ends all sign-ins of one person in one moment.

alter table unit add column use text, add column closed_on date;

alter table officer
  add column person text,
  add column terms jsonb not null default '{}',
  add column qualification_no text,
  add column body text,
  add column left_on date;
update officer set person = id;
alter table officer alter column person set not null, alter column terms drop default;

create table account (
  agency text not null, officer text not null,
  epoch integer not null,
  disabled boolean not null,
  version integer not null,
  primary key (agency, officer)
);
comment on table account is '账号：是否停用；纪元之前的登录一律失效';

create table delegation (
  agency text not null, no integer not null,
  principal text not null, delegate text not null,
  post text not null,
  from_on date not null, to_on date not null,
  reason text not null,
  version integer not null,
  primary key (agency, no)
);
comment on table delegation is '授权代行：谁在何期间代谁行使何岗位';

create table entrusted (
  agency text not null, id text not null,
  name text not null,
  letter_no text not null,
  matters text[] not null, powers text not null,
  from_on date not null, to_on date not null,
  published_on date not null, published_at text not null,
  version integer not null,
  primary key (agency, id)
);
comment on table entrusted is '受委托组织：委托书、事项、权限与期限';

alter table session add column epoch integer not null default 0;
alter table session alter column epoch drop default;
-- whoever was signed in before signs in again
update session set closed = true;

grant select, insert, update on account, delegation, entrusted to mingjing_app;
