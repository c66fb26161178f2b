-- Halves of entries end with their keys, so keys go by functions alone, with their owner's right: their rules, and the trigger's, which nobody
-- gets round, say when. The service's role may insert keys and read them.

-- Of which kind the name was, so that of each person's it can be asked whether they were erased. Null: of before.
alter table half_key_destroyed add column kind text check (kind in ('person', 'month', 'kept'));

-- Ids of people's keys that were destroyed by an erasure: what is missing beyond these was taken away. Ranges in one row, so that nothing
-- tells which of them went when, or with which name. Of before: whatever was missing.
create table half_key_gone (
  only_row boolean primary key default true check (only_row),
  ids int8multirange not null
);
insert into half_key_gone (ids)
  select coalesce(range_agg(int8range(id, id, '[]')), '{}')
    from generate_series(1, coalesce(pg_sequence_last_value(pg_get_serial_sequence('half_key', 'id')::regclass), 0)) as drawn (id)
   where not exists (select from half_key where half_key.id = drawn.id);
create trigger half_key_gone_no_truncate before truncate on half_key_gone for each statement execute function refuse_change();
grant select on half_key_gone to audit_app;

-- A person's key goes when they are erased, or when nothing that is searched names them; a month's when the log is kept from a later one
-- on, and it is over; that of what is kept longer when nothing is.
create function refuse_early_end() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    if old.name like 'person/%' and exists (
        select from half_key_destroyed where name_hash = sha256(convert_to(old.name, 'UTF8'))) then
      update half_key_gone set ids = ids + int8multirange(int8range(old.id, old.id, '[]'));
      return old;
    end if;
    if is_unnamed(old.name) or is_past_month(old.name) then
      return old;
    end if;
    if old.name like 'kept/%' and not exists (select from kept_half where actor_key = old.id) then
      return old;
    end if;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
create function is_past_month(name text) returns boolean language sql stable set search_path from current as $$
  select name like 'month/%' and exists (select from log_minimum) and name collate "C" < least(
    (select 'month/' || max(month) from log_minimum), to_char(now() at time zone 'UTC', '"month/"YYYY-MM')) collate "C"
$$;
-- None is while there is an entry that is not searched yet, or cannot be read: it may speak of anybody.
create function is_unnamed(name text) returns boolean language sql stable set search_path from current as $$
  select name like 'person/%' and exists (select from log_minimum)
     and not exists (select from projected where subject_ref = substr(name, 8))
     and not exists (select from projected where action = 'entry_unreadable')
     and (select next from projection) > (select max(index) from leaf)
$$;
create trigger half_key_goes_by_rule before update or delete on half_key for each row execute function refuse_early_end();
create trigger half_key_no_truncate before truncate on half_key for each statement execute function refuse_change();

-- For good: no key is drawn again under these names. Of a month only when it is past.
create function destroy_half_keys(names text[]) returns void language plpgsql security definer set search_path from current as $$
begin
  if exists (select from unnest(names) as of (name)
              where not (name like 'person/%' or name like 'kept/%' or is_past_month(name))) then
    raise exception 'no key of the log ends before its time' using errcode = 'insufficient_privilege';
  end if;
  insert into half_key_destroyed (name_hash, kind)
    select distinct sha256(convert_to(name, 'UTF8')), split_part(name, '/', 1) from unnest(names) as gone (name)
        on conflict do nothing;
  delete from half_key where name = any (names);
end $$;

-- Of people whom nothing that is searched names; no name is marked as destroyed, since they may come again.
create function drop_unnamed_keys(most integer) returns setof text language sql security definer set search_path from current as $$
  delete from half_key where id in (
    select id from half_key
     where name like 'person/%' and not exists (select from projected where subject_ref = substr(half_key.name, 8))
       and not exists (select from projected where action = 'entry_unreadable') limit most)
  returning name
$$;

revoke execute on function destroy_half_keys, drop_unnamed_keys, is_past_month, is_unnamed from public;
grant execute on function destroy_half_keys, drop_unnamed_keys to audit_app;
revoke delete on half_key from audit_app;
revoke insert on half_key_destroyed from audit_app;
