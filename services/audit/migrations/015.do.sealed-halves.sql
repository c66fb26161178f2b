-- Halves of entries are kept encrypted: the actor's under a key of its month, the subject's under that and one of the person's (each name of
-- a person has one).
-- A leaf commits to each half and to what is kept of it; destroying a key takes a half away, and neither the tree nor a proof changes.
create table half_key (
  id bigint generated always as identity primary key,
  -- month/<year>-<month>, or person/<name by which an agency knows one>.
  name text not null unique,
  -- By a key-encryption key that the database does not hold.
  wrapped bytea not null
);
-- Of whom a key was destroyed none is drawn again. A hash: only whoever knows the name can tell.
create table half_key_destroyed (
  name_hash bytea primary key check (length(name_hash) = 32),
  destroyed_at timestamptz not null default now()
);
create trigger half_key_destroyed_append_only before update or delete on half_key_destroyed
  for each row execute function refuse_change();
create trigger half_key_destroyed_no_truncate before truncate on half_key_destroyed
  for each statement execute function refuse_change();
grant select, insert, delete on half_key to audit_app;
grant select, insert on half_key_destroyed to audit_app;

-- With a key, a half holds its salt and is encrypted. 0: a key that nobody kept.
alter table leaf
  alter column actor_salt drop not null,
  alter column subject_salt drop not null,
  add column actor_key bigint,
  add column subject_key bigint,
  add check ((actor_key is null) = (actor_salt is not null)),
  add check ((subject_key is null) = (subject_salt is not null)),
  add check ((actor_key is null) = (subject_key is null));
create index leaf_unsealed on leaf (index) where actor_key is null;

-- Entries that are there already (leaves of version 1) are encrypted where they stand, when the log is next written
-- (commands/seal-older.ts). Nothing else about a leaf changes, and that only once.
create function refuse_all_but_sealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.actor_key is null and new.actor_key is not null
    and to_jsonb(new) - array['actor', 'actor_salt', 'actor_key', 'subject', 'subject_salt', 'subject_key']
      = to_jsonb(old) - array['actor', 'actor_salt', 'actor_key', 'subject', 'subject_salt', 'subject_key'] then
    return new;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
drop trigger leaf_append_only on leaf;
create trigger leaf_append_only before update or delete on leaf for each row execute function refuse_all_but_sealing();
grant update (actor, actor_salt, actor_key, subject, subject_salt, subject_key) on leaf to audit_app;

-- Who is spoken of where is found by a projection, which goes when the person is erased.
drop trigger leaf_subject_append_only on leaf_subject;
grant delete on leaf_subject to audit_app;

-- What stood in the log of the form before is in this one, whole; what is not yet goes when it is.
drop trigger leaf_append_only on leaf_before;
grant delete on leaf_before to audit_app;
delete from leaf_before where entry_id in (select entry_id from leaf);
