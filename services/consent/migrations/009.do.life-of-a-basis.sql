-- A basis that replaces a consent which the person refused counts only after an independent person's review.
alter table basis add column replaces_refusal boolean not null default false;
-- A basis other than consent is looked at again by then. Null: a consent, or one of before.
alter table basis add column review_by timestamptz(3);
alter table basis add column reviewed_at timestamptz(3);
alter table basis add column reviewed_by text check (reviewed_by is distinct from user_id or reviewed_by is null);
-- For which date the agency was told that the review is overdue, and for which that it ends soon. Told once for each date.
alter table basis add column told_review timestamptz(3);
alter table basis add column told_end timestamptz(3);
-- What changed a consent is another one, that stands in its place.
alter table basis add column supersedes uuid references basis;
alter table basis add column superseded_by uuid;
create unique index basis_supersedes on basis (supersedes);
create index basis_review on basis (agency_id, review_by, id) where review_by is not null and withdrawn_at is null;
create index basis_end on basis (agency_id, ends_at, id) where withdrawn_at is null;
grant update (replaces_refusal, review_by, reviewed_at, reviewed_by, told_review, told_end, superseded_by) on basis to consent_app;

-- Consents that were refused: to whom, for what. Nothing of it is given to anybody; it outlives the form.
create table consent_refusal (
  id uuid primary key,
  subject_id text not null,
  subject_ref text not null,
  agency_id text not null,
  user_id text not null,
  refused_by text not null check (refused_by in ('self', 'guardian')),
  purposes text[] not null check (cardinality(purposes) > 0),
  recipients jsonb not null,
  refused_at timestamptz(3) not null
);
create index consent_refusal_subject on consent_refusal (subject_id);
grant select, insert on consent_refusal to consent_app;

-- Every version of a basis, as it was: written by the database itself, whoever changes the row, and never changed.
create table basis_version (
  id bigint generated always as identity primary key,
  basis_id uuid not null references basis,
  version integer not null,
  -- What happened: the first that fits.
  what text not null check (what in ('recorded', 'confirmed', 'reviewed', 'superseded', 'withdrawn', 'refusal_noted')),
  by_user text not null,
  -- The row, without the internal id of the person.
  content jsonb not null,
  at timestamptz(3) not null
);
create index basis_version_basis on basis_version (basis_id, id);
grant select, insert on basis_version to consent_app;

create function keep_basis_version() returns trigger language plpgsql as $$
declare
  kind text;
  who text;
  moment timestamptz;
begin
  if tg_op = 'INSERT' then
    kind := 'recorded'; who := new.user_id; moment := new.granted_at;
  elsif new.withdrawn_at is distinct from old.withdrawn_at then
    kind := case when new.superseded_by is null then 'withdrawn' else 'superseded' end; who := coalesce(new.withdrawn_by, ''); moment := coalesce(new.withdrawn_at, now());
  elsif new.confirmed_at is distinct from old.confirmed_at then
    kind := 'confirmed'; who := coalesce(new.confirmed_by, ''); moment := coalesce(new.confirmed_at, now());
  elsif new.reviewed_at is distinct from old.reviewed_at then
    kind := 'reviewed'; who := coalesce(new.reviewed_by, ''); moment := coalesce(new.reviewed_at, now());
  elsif new.replaces_refusal is distinct from old.replaces_refusal then
    kind := 'refusal_noted'; who := ''; moment := now();
  else
    return null;
  end if;
  insert into basis_version (basis_id, version, what, by_user, content, at)
    values (new.id, new.version, kind, who, to_jsonb(new) - 'subject_id', moment);
  return null;
end $$;
create trigger basis_versions after insert or update on basis for each row execute function keep_basis_version();

-- Also against the owner of the table, and against a grant that somebody adds later.
create function history_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'the history of a basis is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger basis_version_immutable before update or delete on basis_version
  for each row execute function history_is_immutable();
create trigger basis_version_kept before truncate on basis_version
  for each statement execute function history_is_immutable();
create trigger consent_refusal_immutable before update or delete on consent_refusal
  for each row execute function history_is_immutable();

insert into basis_version (basis_id, version, what, by_user, content, at)
  select id, version, 'recorded', user_id, to_jsonb(basis) - 'subject_id', granted_at from basis;
