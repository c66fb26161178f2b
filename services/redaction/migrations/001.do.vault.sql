-- A person. Nothing of them stands here; all of it is in `record`, under a key that stands in another database.
create table subject (
  id uuid primary key,
  created_at timestamptz not null default now()
);

-- AES-256-GCM under the subject's own data key; subject, kind and version are authenticated with it.
create table record (
  subject_id uuid not null references subject on delete cascade,
  kind text not null,
  version integer not null check (version > 0),
  ciphertext bytea not null,
  created_at timestamptz not null default now(),
  primary key (subject_id, kind, version)
);

-- The names under which agencies know a person, each a different one. Without a referral: the handle of the agency that
-- registered them. `code_name` is ciphertext too.
create table share (
  share_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  agency_hub text not null,
  agency_id text not null,
  referral_id text,
  code_name bytea not null,
  created_at timestamptz not null default now(),
  unique nulls not distinct (subject_id, agency_hub, agency_id, referral_id)
);

-- What may be used once: sealed forms, requests to view. Kept until it would be too old anyway.
create table used_nonce (
  purpose text not null,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (purpose, nonce)
);
create index used_nonce_expiry on used_nonce (expires_at);

create table used_permit (
  permit_id text primary key,
  expires_at timestamptz not null
);
create index used_permit_expiry on used_permit (expires_at);

-- Which package brought which person, so that what was taken in can be destroyed again.
create table package_in (
  package_id uuid primary key,
  from_hub text not null,
  subject_id uuid not null references subject on delete cascade,
  created_at timestamptz not null default now()
);

grant select, insert, delete on subject to redaction_app;
grant select, insert, delete on record to redaction_app;
grant select, insert, delete on share to redaction_app;
grant select, insert, delete on used_nonce to redaction_app;
grant select, insert, delete on used_permit to redaction_app;
grant select, insert, delete on package_in to redaction_app;
