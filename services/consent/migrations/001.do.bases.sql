-- Lawful bases as recorded: codes, ids and times. Nothing here names a person. What was agreed is never changed; a row only
-- learns that it was confirmed or withdrawn.
create table basis (
  id uuid primary key,
  version integer not null check (version > 0),
  -- Internal id of the person, as redaction states it; never shown.
  subject_id text not null,
  -- Share id of the recording agency.
  subject_ref text not null,
  agency_id text not null,
  user_id text not null,
  basis text not null,
  granted_by text not null,
  purposes text[] not null check (cardinality(purposes) > 0),
  categories text[] not null check (cardinality(categories) > 0),
  recipients jsonb not null,
  language_explained text not null,
  interpreter boolean not null,
  comprehension_checked boolean not null,
  signature text,
  assent boolean,
  protocol text,
  priority text,
  justification jsonb,
  valid_until date not null,
  granted_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  confirm_by timestamptz(3),
  confirmed_at timestamptz(3),
  confirmed_by text,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  -- SHA-256 of the policy under which the form was assessed.
  policy_hash text not null,
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  -- Nobody confirms their own.
  check (confirmed_by is distinct from user_id or confirmed_by is null),
  check (confirm_by is null or confirmed_at is null or confirmed_at < confirm_by)
);
create index basis_subject on basis (subject_id, agency_id);
grant select, insert on basis to consent_app;
grant update (version, confirmed_at, confirmed_by, withdrawn_at, withdrawn_by) on basis to consent_app;

-- Whom a person never wants to know: outlives the form on which it was said.
create table exclusion (
  id bigint generated always as identity primary key,
  subject_id text not null,
  basis_id uuid not null references basis,
  hub text not null,
  agency_type text,
  agency_id text,
  user_id text,
  check (agency_type is not null or agency_id is not null or user_id is not null)
);
create index exclusion_subject on exclusion (subject_id);
grant select, insert on exclusion to consent_app;

-- The one recipient of a vital interest: the first wins.
create table recipient_binding (
  basis_id uuid primary key references basis,
  hub text not null,
  agency_id text not null
);
grant select, insert on recipient_binding to consent_app;

-- A child whose consent was refused: a retry of the same request finds the same draft.
create table safeguarding_draft (
  user_id text not null,
  key text not null,
  fingerprint text not null,
  draft_id uuid not null unique,
  agency_id text not null,
  subject_ref text not null,
  opened_at timestamptz(3) not null,
  primary key (user_id, key, fingerprint)
);
grant select, insert on safeguarding_draft to consent_app;
