-- A page that was withdrawn stays as a line without its content: the day, and the public reason in its body.
alter table pub.decision add column withdrawn_on date;
comment on column pub.decision.withdrawn_on is '撤回之日；撤回以后题名、当事人、处罚内容为空，页面只写明撤回的理由';
