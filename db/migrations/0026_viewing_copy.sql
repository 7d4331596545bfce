-- Smaller pictures to look at, each of one original; they can be made again at any time and are no evidence.

create table viewing_copy (
  agency text not null, id text not null,
  root text not null,
  digest text not null,
  size integer not null check (size > 0),
  width integer not null, height integer not null,
  made_on date not null,
  version integer not null,
  primary key (agency, id)
);
comment on table viewing_copy is '查阅件：哪一份原件的、摘要、大小和宽高；图在数据目录，可以重新制作';
grant select, insert, update on viewing_copy to mingjing_app;
select keep_apart('viewing_copy');
