-- Once a day each hub tells each other which messages of a day it has sent it, and what became of them; the other holds that against its own
-- books. Whatever differs stands in both.
alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check check (kind in
  ('package', 'referral_update', 'evidence', 'message', 'supplement', 'statement', 'ledger', 'ledger_answer'));
comment on column outgoing.referral_id is 'of what is about no one referral: its own id';
create index outgoing_day on outgoing (peer, created_at, message_id) where kind <> 'evidence';

alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check check (kind in
  ('package', 'referral_update', 'message', 'statement', 'ledger', 'ledger_answer'));
-- As the message itself says. Null: it came before this was kept.
alter table incoming add column sent_at timestamptz(3);
create index incoming_day on incoming (peer, sent_at, message_id);
create index incoming_purge_ledgers on incoming (received_at) where kind in ('ledger', 'ledger_answer');

-- From which day on there are books of what goes to a peer.
create table peer_since (
  peer text primary key,
  day date not null
);
grant select, insert on peer_since to exchange_app;

create table reconciliation (
  -- The message in which the ledger went or came.
  ledger_id uuid not null,
  peer text not null,
  -- Whose messages it is about: those that this hub sent, or those that came.
  direction text not null check (direction in ('sent', 'received')),
  -- UTC.
  day date not null,
  from_id uuid not null,
  to_id uuid not null,
  messages integer not null,
  told_at timestamptz(3) not null,
  -- When it was compared. Null: the other hub has not answered yet.
  compared_at timestamptz(3),
  found integer,
  primary key (peer, direction, day, from_id),
  unique (peer, direction, ledger_id),
  check ((compared_at is null) = (found is null))
);
create index reconciliation_day on reconciliation (day desc, peer, direction, from_id);
grant select, insert on reconciliation to exchange_app;
grant update (compared_at, found) on reconciliation to exchange_app;

create table difference (
  peer text not null,
  direction text not null check (direction in ('sent', 'received')),
  day date not null,
  message_id uuid not null,
  kind text not null check (kind in ('not_here', 'not_sent', 'other_content', 'other_outcome')),
  ledger_id uuid not null,
  primary key (peer, direction, day, message_id)
);
create index difference_ledger on difference (peer, direction, ledger_id);
grant select, insert on difference to exchange_app;
