-- What this hub sends to others, and what it has from them: ciphertext, codes, ids and hashes.
create table outgoing (
  message_id uuid primary key,
  -- The order in which messages were made; those of one referral are delivered in it.
  seq bigint generated always as identity unique,
  peer text not null,
  kind text not null check (kind in ('package', 'referral_update', 'evidence')),
  referral_id uuid not null,
  package_id uuid,
  -- The agency that sent the package, which may ask for the evidence.
  from_agency text,
  -- Bytes of the EdgeMessage as signed; the same on every retry. Null once a purge has taken them; those of evidence stay.
  message bytea,
  sha256 text not null,
  signature text,
  state text not null check (state in ('waiting', 'relayed', 'delivered', 'refused', 'expired', 'sent')),
  code text,
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  deadline timestamptz(3) not null,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index outgoing_due on outgoing (peer, next_attempt_at) where state in ('waiting', 'relayed');
create index outgoing_deadline on outgoing (deadline) where state in ('waiting', 'relayed') and kind <> 'evidence';
create index outgoing_purge on outgoing (ended_at) where message is not null and kind <> 'evidence';
create index outgoing_referral on outgoing (referral_id, seq);
grant select, insert on outgoing to exchange_app;
grant update (message, signature, state, code, attempts, next_attempt_at, ended_at) on outgoing to exchange_app;

-- What a peer sent and was believed. By peer: one cannot take up an id of another's.
create table incoming (
  peer text not null,
  message_id uuid not null,
  kind text not null check (kind in ('package', 'referral_update')),
  referral_id uuid not null,
  package_id uuid,
  -- To whom the package says it goes, which may ask what this hub has stated about it.
  to_agency text,
  sha256 text not null,
  received_at timestamptz(3) not null,
  primary key (peer, message_id)
);
create index incoming_referral on incoming (referral_id, kind);
create index incoming_purge on incoming (received_at) where kind = 'referral_update';
create unique index incoming_package on incoming (peer, package_id) where kind = 'package';
-- Deleted are updates that are too old to come again.
grant select, insert, delete on incoming to exchange_app;

-- Signed statements about packages and updates, ours and theirs: proof for years, so never changed.
create table evidence (
  evidence_id uuid primary key,
  about_message_id uuid not null,
  issuer text not null,
  kind text not null check (kind in ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired')),
  code text,
  -- When this hub stated or learnt it; the time that another hub states is in the message.
  at timestamptz(3) not null,
  -- The EdgeMessage that holds the statement, and the armored signature over exactly these bytes. Null for a statement that was
  -- sent to a peer: that one stands in outgoing, under the same id.
  message bytea,
  signature text,
  unique (about_message_id, issuer, kind)
);
-- Each hub says of a message in the end that it was delivered or that it was refused, never both.
create unique index evidence_final on evidence (about_message_id, issuer) where kind in ('delivered', 'refused');
grant select, insert on evidence to exchange_app;

-- What came and was not believed, counted by the day, however much it is. No content is kept.
create table refused_in (
  peer text not null,
  code text not null,
  day date not null,
  times bigint not null,
  last_sha256 text not null,
  last_at timestamptz(3) not null,
  primary key (peer, code, day)
);
grant select, insert, update on refused_in to exchange_app;
