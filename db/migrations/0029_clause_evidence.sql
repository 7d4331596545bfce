-- What of a clause stands in the ledger is counted by act and by the code of what was refused.
create index ledger_event_act on ledger_event (agency, act, at desc);
create index supervision_entry_code on supervision_entry (agency, code, at desc);
