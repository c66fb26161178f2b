-- The sheet that was signed or thumb-printed: by which name redaction holds it, and its SHA-256. Null: none is needed, or it is still to
-- come, by sheet_by. What stands on it nobody here can see.
alter table basis add column sheet_id uuid;
alter table basis add column sheet_sha256 text check (sheet_sha256 ~ '^[0-9a-f]{64}$');
alter table basis add column sheet_by timestamptz(3);
alter table basis add column sheet_added_at timestamptz(3);
alter table basis add column sheet_added_by text;
alter table basis add column told_sheet timestamptz(3);
alter table basis add check ((sheet_id is null) = (sheet_sha256 is null));
alter table basis add check ((sheet_added_at is null) = (sheet_added_by is null));
-- One that came late is not revived.
alter table basis add check (sheet_added_at is null or sheet_by is null or sheet_added_at < sheet_by);
create index basis_sheet on basis (agency_id, sheet_by, id) where sheet_by is not null and sheet_id is null and withdrawn_at is null;
grant update (sheet_id, sheet_sha256, sheet_added_at, sheet_added_by, told_sheet) on basis to consent_app;

alter table basis_version drop constraint basis_version_what_check;
alter table basis_version add constraint basis_version_what_check check (
  what in ('recorded', 'confirmed', 'reviewed', 'superseded', 'withdrawn', 'refusal_noted', 'sheet_added')
);
create or replace function keep_basis_version() returns trigger language plpgsql as $$
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
  elsif new.sheet_id is distinct from old.sheet_id then
    kind := 'sheet_added'; who := coalesce(new.sheet_added_by, ''); moment := coalesce(new.sheet_added_at, now());
  elsif new.replaces_refusal is distinct from old.replaces_refusal then
    kind := 'refusal_noted'; who := ''; moment := now();
  else
    return null;
  end if;
  insert into basis_version (basis_id, version, what, by_user, content, at)
    values (new.id, new.version, kind, who, to_jsonb(new) - 'subject_id', moment);
  return null;
end $$;
