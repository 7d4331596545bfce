-- By which device an officer signs in, as a digest: whoever guesses his password from elsewhere does not hold up the device that is known. And how
-- many sign-ins failed on a day, as counts alone.

alter table session add column device bytea, add column device_until timestamptz;
create index session_device on session (agency, officer, device) where device is not null;

create table signin_failure (
  agency text not null, day date not null,
  officer text not null,
  how text not null,
  n integer not null,
  version integer not null,
  primary key (agency, day, officer, how)
);
comment on table signin_failure is '登录未成：每日每个账号几次；账号不在册的，不记名';
grant select, insert, update on signin_failure to mingjing_app;
select keep_apart('signin_failure');
