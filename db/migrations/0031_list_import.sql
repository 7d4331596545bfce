-- Ten thousand lines come at once: what they are looked for by is entered into its index in portions, sorted, and not line by line. A search reads
-- at most a portion that is not entered yet.
alter index list_entry_words set (fastupdate = on, gin_pending_list_limit = 4096);
alter index pub.list_entry_words set (fastupdate = on, gin_pending_list_limit = 4096);
