-- What redaction asks another hub privately, and what it answers. It waits for no package, and is about no referral.
alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check check (kind in
  ('package', 'referral_update', 'evidence', 'message', 'supplement', 'statement', 'ledger', 'ledger_answer', 'evidence_request', 'match'));
comment on column outgoing.package_id is
  'of a package or supplement; of a message or a private question, the id that its writers know it by';

alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check check (kind in
  ('package', 'referral_update', 'message', 'statement', 'ledger', 'ledger_answer', 'evidence_request', 'match'));
create unique index incoming_match on incoming (peer, package_id) where kind = 'match';
create index incoming_purge_matches on incoming (received_at) where kind = 'match';
