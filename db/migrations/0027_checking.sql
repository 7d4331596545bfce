-- While somebody's word that a page is wrong is being checked, the page says so.
alter table pub.decision add column checking_since date;
comment on column pub.decision.checking_since is '核实中：自何日起核实公示的内容；不写明由谁提出';
