-- A follow-up may wait for an instant as well as for a day: a period in hours is over at its hour.

alter table followup add column after timestamptz;
comment on column followup.after is '以小时计的期间：此时刻过后才办理';
