-- Sent by whoever leads the case, since it cannot wait for the own central authority, which has to confirm it or it lapses.
alter table evidence_request add column expedited boolean not null default false;
grant update (expedited) on evidence_request to exchange_app;
