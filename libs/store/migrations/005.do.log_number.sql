-- What becomes an entry of the access log is numbered by its source, in the transaction that makes it true: without gaps, since the number
-- goes back with whatever is rolled back. So a row that is dropped, even before anybody has read it, leaves a number that never comes.
create table log_count (
  only_row boolean primary key default true check (only_row),
  -- Since when this database counts, in ms since 1970. Another one after it was restored: it may have given numbers that it does not know of.
  epoch bigint not null check (epoch > 0),
  last bigint not null default 0 check (last >= 0)
);
insert into log_count (epoch) values ((extract(epoch from clock_timestamp()) * 1000)::bigint);

alter table outbox
  add column logged boolean not null default false,
  add column log_epoch bigint,
  add column log_number bigint,
  add check (logged = (log_epoch is not null) and logged = (log_number is not null)),
  add unique (log_epoch, log_number);

-- By the owner's right: the service itself can neither choose a number nor give one back. Whoever gets one keeps the next waiting until its
-- commit, so that numbers follow commits; the position is taken under the same lock, so that the relay sends them in that order.
create function count_for_log() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update log_count set last = last + 1 returning epoch, last into new.log_epoch, new.log_number;
  new.position := nextval(pg_get_serial_sequence('outbox', 'position'));
  return new;
end $$;
create trigger outbox_counted before insert on outbox for each row when (new.logged) execute function count_for_log();

-- Counts anew, after a backup was restored: what still stands in the outbox gets the first numbers, in its order, but for what the log has
-- already (`told`), which needs none. Answers the new epoch, later than `after`, or none if `known` is not the present one.
create function count_anew(known bigint, after bigint, told uuid[]) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  begun bigint;
begin
  update log_count set epoch = greatest((extract(epoch from clock_timestamp()) * 1000)::bigint, epoch + 1, after + 1), last = 0
   where epoch = known returning epoch into begun;
  if begun is null then return null; end if;
  update outbox set logged = false, log_epoch = null, log_number = null where logged and id = any (told);
  with anew as (
    select id, row_number() over (order by position) as number from outbox where logged),
  renumbered as (
    update outbox set log_epoch = begun, log_number = anew.number from anew where outbox.id = anew.id returning 1)
  update log_count set last = (select count(*) from renumbered);
  return begun;
end $$;

do $$ declare app text := current_schema() || '_app'; begin
  revoke execute on function count_anew(bigint, bigint, uuid[]) from public;
  execute format('grant execute on function count_anew(bigint, bigint, uuid[]) to %I', app);
  execute format('grant insert (logged) on outbox to %I', app);
  execute format('grant select on log_count to %I', app);
end $$;
