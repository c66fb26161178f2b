-- What a decision looked at, once for all that looked at the same: fifty bases are more than all else that is kept of a decision.
create table considered (
  -- SHA-256, hex, of the list as it was hashed.
  hash text primary key,
  -- Each basis: id, version, kind, and where it is recorded.
  bases jsonb not null
);
grant select, insert on considered to consent_app;
create trigger considered_append_only before update or delete on considered for each row execute function refuse_change_of_decision();
create trigger considered_no_truncate before truncate on considered for each statement execute function refuse_change_of_decision();

alter table decision
  -- Null in decisions of before: their own column `considered` says all.
  add column considered_hash text,
  -- By the row of the table that struck them out: places in that list, from 0.
  add column struck jsonb,
  alter column considered drop not null,
  add check ((considered is null) = (considered_hash is not null)),
  add check ((considered_hash is null) = (struck is null));

-- An agency's bases of a person are told from those of another moment by how many they are and the sum of their versions: none is ever
-- deleted, and none's version ever falls.
create or replace function basis_version_must_rise() returns trigger language plpgsql as $$
begin
  if new.version < old.version or new.version = old.version and
    (new.confirmed_at, new.withdrawn_at, new.sheet_id, new.replaces_refusal, new.ends_at) is distinct from
    (old.confirmed_at, old.withdrawn_at, old.sheet_id, old.replaces_refusal, old.ends_at) then
    raise exception 'a basis changes with its version' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
