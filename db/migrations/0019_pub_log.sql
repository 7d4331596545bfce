-- The public log as the portal reads it, under the names that it has inside: no row of the log of all events, and no body that is not public.

create view pub.log_head with (security_barrier) as select * from public.log_head where log = 'pub';
create view pub.log_shard with (security_barrier) as select * from public.log_shard where log = 'pub';
create view pub.log_leaf with (security_barrier) as select * from public.log_leaf where log = 'pub';
create view pub.log_tile with (security_barrier) as select * from public.log_tile where log = 'pub';
create view pub.log_checkpoint with (security_barrier) as select * from public.log_checkpoint where log = 'pub';
create view pub.pub_entry with (security_barrier) as select * from public.pub_entry;
comment on view pub.log_head is '公示日志的树头';
comment on view pub.log_shard is '公示日志的分段';
comment on view pub.log_leaf is '公示日志的叶';
comment on view pub.log_tile is '公示日志的瓦片';
comment on view pub.log_checkpoint is '公示日志的检查点';
comment on view pub.pub_entry is '公示日志的条目';
grant select on pub.log_head, pub.log_shard, pub.log_leaf, pub.log_tile, pub.log_checkpoint, pub.pub_entry to mingjing_portal;
