-- What a basis says in one version never changes: whoever has read it once asks for the version alone. Only what the service may update at
-- all is looked at here.
create function basis_version_must_rise() returns trigger language plpgsql as $$
begin
  if new.version <= old.version and
    (new.confirmed_at, new.withdrawn_at, new.sheet_id, new.replaces_refusal, new.ends_at) is distinct from
    (old.confirmed_at, old.withdrawn_at, old.sheet_id, old.replaces_refusal, old.ends_at) then
    raise exception 'a basis changes with its version' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger basis_version_rises after update on basis for each row execute function basis_version_must_rise();

-- From the form on which they stand, also for linked records.
create index exclusion_basis on exclusion (basis_id);
