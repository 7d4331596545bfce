-- The log is read by anyone through the platform, across agencies: hashes and places of leaves, and the entries of the public log.

create policy served on log_leaf for select to mingjing_app using ((select scope()) = 'system:log');
create policy served on pub_entry for select to mingjing_app using ((select scope()) = 'system:log');
