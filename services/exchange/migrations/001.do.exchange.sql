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
  -- Bytes of the EdgeMessage as signed; the same on every retry. Null once a purge has taken a package's ciphertext.
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
create index outgoing_due on outgoing (next_attempt_at) where state in ('waiting', 'relayed');
create index outgoing_referral on outgoing (referral_id, seq);
grant select, insert, update on outgoing to exchange_app;

create table incoming (
  message_id uuid primary key,
  peer text not null,
  kind text not null check (kind in ('package', 'referral_update', 'evidence')),
  referral_id uuid,
  package_id uuid,
  sha256 text not null,
  received_at timestamptz(3) not null
);
create index incoming_referral on incoming (referral_id, kind);
create unique index incoming_package on incoming (package_id) where kind = 'package';
grant select, insert on incoming to exchange_app;

-- Signed statements about packages and updates, ours and theirs: proof for years, so never changed.
create table evidence (
  evidence_id uuid primary key,
  about_message_id uuid not null,
  issuer text not null,
  kind text not null check (kind in ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired')),
  code text,
  at timestamptz(3) not null,
  -- The EdgeMessage that holds the statement, and the armored signature over exactly these bytes.
  message bytea,
  signature text,
  unique (about_message_id, issuer, kind)
);
grant select, insert on evidence to exchange_app;

-- What came and was not believed. No content is kept.
create table refused_in (
  id uuid primary key,
  peer text not null,
  code text not null,
  sha256 text not null,
  at timestamptz(3) not null
);
grant select, insert on refused_in to exchange_app;
