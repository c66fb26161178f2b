-- Requests for evidence of this hub to others, and of others to this. Codes, dates and hashes: what is sealed redaction holds.
create table evidence_request (
  id uuid primary key,
  status text not null check (status in ('draft', 'in_review', 'returned', 'discarded', 'sent', 'received')),
  from_hub text not null,
  -- The central authority that signed it. Null until then.
  from_agency text,
  to_hub text not null,
  to_agency text,
  -- The prosecution or court of the asking hub on whose behalf it is made.
  drafted_by text not null,
  type text not null,
  treaty text not null,
  instrument_id text not null,
  priority text not null check (priority in ('emergency', 'urgent', 'normal')),
  protocol_version integer not null,
  answers jsonb not null,
  -- Why the central authority gave it back last.
  returned_for text,
  -- By the protocol, from its log. Null until it is signed.
  state text,
  turn text check (turn in ('sender', 'recipient')),
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  check ((status in ('sent', 'received')) = (state is not null)),
  check (state is null or (from_agency is not null and to_agency is not null))
);
create index evidence_request_drafted on evidence_request (drafted_by, updated_at desc, id);
create index evidence_request_updated on evidence_request (updated_at desc, id) where status in ('in_review', 'sent', 'received');
grant select, insert on evidence_request to exchange_app;
-- Who asks whom, on whose behalf, is never changed.
grant update (status, from_agency, to_agency, treaty, instrument_id, priority, protocol_version, answers, returned_for, state, turn, version, updated_at)
  on evidence_request to exchange_app;

-- What happened, never changed.
create table evidence_step (
  request_id uuid not null references evidence_request,
  side text not null check (side in ('sender', 'recipient')),
  number integer not null,
  seen integer not null,
  step text not null,
  at timestamptz(3) not null,
  data jsonb not null,
  -- Of a user of this hub.
  by_user uuid,
  received_at timestamptz(3) not null,
  primary key (request_id, side, number)
);
grant select, insert on evidence_step to exchange_app;

-- The signed messages in which the other hub said so. Those of this hub stand in outgoing, and stay there.
create table evidence_proof (
  peer text not null,
  message_id uuid not null,
  request_id uuid not null references evidence_request,
  message bytea not null,
  signature text not null,
  primary key (peer, message_id)
);
create index evidence_proof_request on evidence_proof (request_id);
grant select, insert on evidence_proof to exchange_app;

alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check check (kind in
  ('package', 'referral_update', 'evidence', 'message', 'supplement', 'statement', 'ledger', 'ledger_answer', 'evidence_request'));
comment on column outgoing.referral_id is 'of a request for evidence: its id; of what is about no one case: its own id';

alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check check (kind in
  ('package', 'referral_update', 'message', 'statement', 'ledger', 'ledger_answer', 'evidence_request'));
