-- Files put to records: what they are, and by which content the vault keeps them. The bytes themselves are in the data folder.

create table kept_file (
  agency text not null, id text not null,
  name text not null,
  media_type text not null,
  size integer not null check (size > 0),
  root text not null,
  digests text[] not null,
  kept_by text not null,
  kept_on date not null,
  version integer not null,
  primary key (agency, id)
);
comment on table kept_file is '入库材料：名称、种类、内容根和各块的摘要；原件在数据目录';
create index kept_file_root on kept_file (agency, root);
grant select, insert, update on kept_file to mingjing_app;
select keep_apart('kept_file');
