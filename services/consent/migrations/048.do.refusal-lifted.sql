-- When a basis ceased to wait for an independent person's review, because the no that it would replace was only that of a guardian who was found
-- to be part of the harm. Null: it never did.
alter table basis add column refusal_lifted_at timestamptz(3);
grant update (refusal_lifted_at) on basis to consent_app;

alter table basis_version drop constraint basis_version_what_check;
alter table basis_version add constraint basis_version_what_check check (
  what in ('recorded', 'confirmed', 'reviewed', 'superseded', 'withdrawn', 'refusal_noted', 'refusal_lifted', 'sheet_added')
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
    kind := case when new.replaces_refusal then 'refusal_noted' else 'refusal_lifted' end; who := ''; moment := now();
  else
    return null;
  end if;
  insert into basis_version (basis_id, version, what, by_user, content, at)
    values (new.id, new.version, kind, who, to_jsonb(new) - 'subject_id', moment);
  return null;
end $$;

-- A list asks of many notices at once whether they stand.
create index notice_permit_notice on notice_permit (notice_id, issued_at);
