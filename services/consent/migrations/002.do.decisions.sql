-- Permits as given, and what a package rests on later: written once.
create table permit (
  permit_id uuid primary key,
  occasion text not null check (occasion in ('submit', 'package', 'view')),
  referral_id text not null,
  subject_id text not null,
  sender_hub text not null,
  sender_agency text not null,
  recipient_hub text not null,
  recipient_agency text not null,
  -- As the directory had it then: what else would carry the referral is asked at a withdrawal, which waits for nobody.
  recipient_type text not null,
  user_id text not null,
  protocol text not null,
  priority text not null,
  purpose text not null,
  basis text not null,
  basis_id text not null,
  basis_version integer not null,
  categories text[] not null,
  code_name_only boolean not null,
  instrument_id text not null,
  policy_hash text not null,
  -- Of a package.
  grant_id uuid,
  issued_at timestamptz(3) not null
);
create index permit_referral on permit (referral_id, occasion, issued_at desc);
create index permit_subject on permit (subject_id, sender_agency) where occasion = 'submit';
grant select, insert on permit to consent_app;

-- Grants of other hubs, verified, and the package that brought them.
create table imported_grant (
  grant_id text primary key,
  referral_id text not null unique,
  package_id text not null,
  subject_id text not null,
  from_hub text not null,
  from_agency text not null,
  to_hub text not null,
  to_agency text not null,
  protocol text not null,
  priority text not null,
  purpose text not null,
  basis text not null,
  basis_id text not null,
  purposes text[] not null,
  categories text[] not null,
  code_name_only boolean not null,
  instrument_id text not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  -- As signed, so that it can be verified again.
  grant_bytes bytea not null,
  signature text not null,
  imported_at timestamptz(3) not null
);
create index imported_grant_subject on imported_grant (subject_id);
grant select, insert on imported_grant to consent_app;
