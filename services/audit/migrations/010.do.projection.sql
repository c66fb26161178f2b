-- What auditors search: the entries of the log once more, by fields. Made from the log alone and made anew at any time
-- (src/commands/projection.ts), so it may be changed and emptied, which the log may not. What fields it has: domain/projected.ts.
create table projected (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  leaf_hash bytea not null,
  action text not null,
  source text not null,
  occurred_at timestamptz not null,
  user_id text,
  agency_hub text,
  agency_id text,
  referral_id text,
  assignee_id text,
  purpose text,
  basis text,
  code text,
  relations text[] not null,
  -- What is shown of an entry and never searched.
  shown jsonb not null,
  -- The half that goes when the person is erased: by which name the entry speaks of whom, and what of it.
  subject_ref text,
  about jsonb not null
);
create index projected_user on projected (user_id, index) where user_id is not null;
create index projected_agency on projected (agency_hub, agency_id, index) where agency_id is not null;
create index projected_referral on projected (referral_id, index) where referral_id is not null;
create index projected_subject on projected (subject_ref, index) where subject_ref is not null;
create index projected_action on projected (action, index);
create index projected_time on projected (occurred_at);

-- How far it has come, and in which form: another form is made anew.
create table projection (
  only_row boolean primary key default true check (only_row),
  form integer not null,
  next bigint not null check (next >= 0)
);
insert into projection (form, next) values (0, 0);

grant select, insert, delete on projected to audit_app;
grant select, update (form, next) on projection to audit_app;
