-- That a person's own record may be shown, through whom and to whom; and that a notice may be issued or shown. On record before it is
-- signed, and never changed.
create table record_permit (
  permit_id uuid primary key,
  subject_id text not null,
  agency_id text not null,
  -- Null: by a code sheet, where nobody is signed in.
  user_id uuid,
  asked_by text not null check (asked_by in ('person', 'guardian')),
  policy_hash text not null,
  issued_at timestamptz(3) not null
);
create index record_permit_subject on record_permit (subject_id);

create table notice_permit (
  permit_id uuid primary key,
  notice_id uuid not null,
  kind text not null check (kind in ('non_removal', 'consular')),
  subject_id text not null,
  issuer_agency text not null,
  recipient_agency text not null,
  agency_id text not null,
  user_id uuid not null,
  basis_id uuid not null references basis,
  basis_version integer not null,
  categories text[] not null check (cardinality(categories) > 0),
  policy_hash text not null,
  issued_at timestamptz(3) not null
);
create index notice_permit_subject on notice_permit (subject_id);

create function permit_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a permit is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger record_permit_immutable before update or delete on record_permit
  for each row execute function permit_is_immutable();
create trigger notice_permit_immutable before update or delete on notice_permit
  for each row execute function permit_is_immutable();

grant select, insert on record_permit, notice_permit to consent_app;
