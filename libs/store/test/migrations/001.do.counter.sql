create table counter (id text primary key, value integer not null, version integer not null default 1, day date, at timestamptz);
grant select, insert, update on counter to referral_app;
