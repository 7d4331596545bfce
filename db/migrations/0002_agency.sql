-- The agency and its people, who is signed in, and what the agency itself decided.

create table agency (
  agency text primary key,
  name text not null, short_name text not null,
  field text not null,
  pack text not null,
  demo boolean not null,
  phone text, address text,
  version integer not null
);
comment on table agency is '执法机关';

create table unit (
  agency text not null, id text not null,
  name text not null,
  version integer not null,
  primary key (agency, id)
);
comment on table unit is '内设机构';

create table officer (
  agency text not null, id text not null,
  name text not null,
  unit text not null,
  posts text[] not null,
  certificate_no text, certificate_from date, certificate_to date,
  qualified boolean not null,
  reviewing_since date,
  version integer not null,
  primary key (agency, id)
);
comment on table officer is '执法人员：岗位、执法证件与法律职业资格';

create table credential (
  agency text not null, officer text not null,
  hash text not null,
  version integer not null,
  primary key (agency, officer)
);
comment on table credential is '登录凭据：口令的慢散列';

create table session (
  agency text not null, id text not null,
  officer text not null,
  token bytea not null,
  idle_until timestamptz not null,
  until timestamptz not null,
  closed boolean not null,
  version integer not null,
  primary key (agency, id),
  unique (agency, token)
);
comment on table session is '登录会话：只存令牌的摘要';

create table register_entry (
  agency text not null,
  key text not null, family text not null,
  rows jsonb not null,
  version integer not null,
  primary key (agency, family, key)
);
comment on table register_entry is '本机关规定：机关自行决定并公布的条目，置于上级规定之上';

grant select, insert, update on agency, unit, officer, credential, session, register_entry to mingjing_app;
