-- Files of any size, sealed as bundles, that agencies hand over with a referral. What is stated is stated of the message that announces
-- one; its parts lie with redaction, and pass through here without being kept.
alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check check (kind in
  ('package', 'referral_update', 'evidence', 'message', 'supplement', 'statement', 'ledger', 'ledger_answer', 'evidence_request', 'match',
   'file', 'file_question', 'file_answer'));
alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check check (kind in
  ('package', 'referral_update', 'message', 'statement', 'ledger', 'ledger_answer', 'evidence_request', 'match',
   'file', 'file_question', 'file_answer'));
create unique index incoming_file on incoming (peer, package_id) where kind = 'file';
create index incoming_purge_files on incoming (received_at) where kind in ('file_question', 'file_answer');

-- Which parts of a file are still to be sent, as the other hub has said and what was sent since.
create table file_out (
  message_id uuid primary key references outgoing,
  delivery_id uuid not null unique,
  parts integer not null check (parts > 0),
  -- Null: the other hub is to be asked, as after every start.
  missing int4multirange,
  question_id uuid,
  asked_at timestamptz(3)
);
grant select, insert on file_out to exchange_app;
grant update (missing, question_id, asked_at) on file_out to exchange_app;
