-- What the public may see, copied out; the portal can read this schema and nothing else.

create schema pub;
comment on schema pub is '公示：向社会公开的内容';
revoke all on schema pub from public;

create table pub.agency (
  agency text primary key,
  name text not null, short_name text not null,
  field text not null,
  demo boolean not null,
  phone text, address text,
  version integer not null
);
comment on table pub.agency is '公示的执法机关';

create table pub.decision (
  agency text not null, id text not null,
  document_no text not null,
  title text not null, party text not null, outcome text not null,
  decided_on date not null, published_on date not null, due date not null,
  nth integer not null,
  body jsonb not null,
  version integer not null,
  primary key (agency, id)
);
comment on table pub.decision is '公示的行政处罚决定';
create index decision_newest on pub.decision (published_on desc, agency, id);
create index decision_newest_of_agency on pub.decision (agency, published_on desc, id);

grant usage on schema pub to mingjing_app, mingjing_portal;
grant select, insert, update on pub.agency, pub.decision to mingjing_app;
grant select on pub.agency, pub.decision to mingjing_portal;
