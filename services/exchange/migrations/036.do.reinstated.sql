-- What its sender took back may turn out not to be: its recipient had gone on before. Of what is said of one referral the last counts.
alter table taken_back add column version integer not null default 0, add column stands boolean not null default true;
grant update (at, version, stands) on taken_back to exchange_app;
