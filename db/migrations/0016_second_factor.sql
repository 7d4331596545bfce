-- By what a sign-in was proved, and whether it may do more than set up the second factor that is due; and whose sign-ins are open.

alter table session
  add column proof text not null default 'password',
  add column confined boolean not null default false;
alter table session alter column proof drop default, alter column confined drop default;
create index session_of on session (agency, officer) where not closed;
