-- Whom a request's deadlines and the clocks of its case have called, once each, whatever was restarted. Codes and times only.
create table request_call (
  request_id uuid not null references evidence_request,
  -- Of this hub.
  agency_id text not null,
  -- A deadline of the protocol, or a clock of the case.
  deadline text not null,
  -- When it began to run: one that begins anew calls anew.
  since timestamptz(3) not null,
  key text not null,
  kind text not null check (kind in ('remind', 'supervisor', 'phone')),
  due timestamptz(3) not null,
  at timestamptz(3) not null,
  -- When what it called for was no longer due.
  ended_at timestamptz(3),
  primary key (request_id, agency_id, deadline, since, key)
);
create index request_call_open on request_call (agency_id, due) where ended_at is null;
grant select, insert on request_call to exchange_app;
grant update (ended_at) on request_call to exchange_app;

-- When to look whether somebody is to be called. Null: never, until it changes.
alter table evidence_request add column call_at timestamptz(3);
create index evidence_request_call on evidence_request (call_at) where call_at is not null;
grant update (call_at) on evidence_request to exchange_app;
update evidence_request set call_at = updated_at where status <> 'discarded';
