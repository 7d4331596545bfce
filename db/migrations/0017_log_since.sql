-- How long a leaf has been waiting, and of when the last signed one is: who keeps the log tells both to the self-check.

grant select (at) on ledger_event to mingjing_sequencer;
