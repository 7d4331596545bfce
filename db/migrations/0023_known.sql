-- Who may know of a matter: who has part in it sees it, who is recused from it does not. Told by its next event where more than its handlers
-- have part.

alter table enforcement_case
  add column people text[] not null default '{}',
  add column recused text[] not null default '{}';
update enforcement_case set people = handlers;
alter table enforcement_case alter column people drop default, alter column recused drop default;
