-- Permits to tell a custodian who stands behind a pseudonym. On record before they are signed.
create table reidentification_permit (
  permit_id uuid primary key,
  request_id uuid not null,
  subject_id text not null,
  agency_id text not null,
  user_id uuid not null,
  confirmed_by uuid not null check (confirmed_by <> user_id),
  reason text not null,
  basis text not null,
  table_hash text not null,
  issued_at timestamptz(3) not null
);
create index reidentification_permit_subject on reidentification_permit (subject_id);
grant select, insert on reidentification_permit to consent_app;
