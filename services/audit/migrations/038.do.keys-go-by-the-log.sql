-- That nothing names a person any more the log says, too: what is searched anybody changes who can write to the database. Of which key a half
-- is stands in the leaf.
create index leaf_person on leaf (subject_key) where subject_key <> actor_key;
create index kept_half_person on kept_half (subject_key) where subject_key <> actor_key;

-- Whether anything that is kept is of the person of that key.
create function is_in_log(key bigint) returns boolean language sql stable set search_path from current as $$
  select exists (
      select from leaf where subject_key = key and subject_key <> actor_key
         and index >= (select coalesce(max(log_minimum.index), 0) from log_minimum))
    or exists (select from kept_half where subject_key = key and subject_key <> actor_key)
$$;

create or replace function refuse_early_end() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    if old.name like 'person/%' and exists (
        select from half_key_destroyed where name_hash = sha256(convert_to(old.name, 'UTF8'))) then
      update half_key_gone set ids = ids + int8multirange(int8range(old.id, old.id, '[]'));
      return old;
    end if;
    if is_unnamed(old.name) and not is_in_log(old.id) or is_past_month(old.name) then
      return old;
    end if;
    if old.name like 'kept/%' and not exists (select from kept_half where actor_key = old.id) then
      return old;
    end if;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;

-- Of people whom nothing that is searched names, and nothing that is kept of the log; no name is marked as destroyed, since they may come again.
create or replace function drop_unnamed_keys(most integer) returns setof text language sql security definer
set search_path from current as $$
  with unnamed as materialized (
    select id from half_key
     where name like 'person/%' and not exists (select from projected where subject_ref = substr(half_key.name, 8))
       and not exists (select from projected where action = 'entry_unreadable'))
  delete from half_key where id in (select id from unnamed where not is_in_log(id) limit most)
  returning name
$$;

revoke execute on function is_in_log from public;
