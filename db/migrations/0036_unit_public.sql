-- The units of an agency are made public (WZ-GS-7-1), as its name and its officers are.
create table pub.unit (
  agency text not null, id text not null,
  name text not null,
  use text,
  closed_on date,
  version integer not null,
  primary key (agency, id)
);
comment on table pub.unit is '公示的内设机构和下设执法机构：名称、职责';
insert into pub.unit (agency, id, name, use, closed_on, version) select agency, id, name, use, closed_on, version from unit;
grant select, insert, update on pub.unit to mingjing_app;
grant select on pub.unit to mingjing_portal;
select keep_apart('pub.unit');
create policy published on pub.unit for select to mingjing_portal using (true);
