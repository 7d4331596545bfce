-- What no event tells and no proof holds is not kept: nobody could say whether it was changed. The digest of a request stands in the events of its
-- act, under their commitment and nonce, and goes with them; beside the answer it stood bare, and could be guessed from an identity number.

alter table act_answer drop column request;
alter table log_checkpoint drop column at;
alter table log_shard drop column begun_at;
