-- Who examined what was adopted, before it came out, is told with it. What was adopted before comes out of the ledger.
alter table pub.register_entry add column examined jsonb;
update pub.register_entry adopted
set examined = convert_from(told.payload, 'UTF8')::jsonb -> 'event' -> 'examined'
from ledger_event told
where told.agency = adopted.agency and told.kind = 'register' and told.version = adopted.no and told.type = 'register.adopted';
comment on column pub.register_entry.examined is '公开以前由谁审核，何时，意见文号';
