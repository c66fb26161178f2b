-- Entries that are past their time and have to be kept longer, because of a person, of somebody who works, or of a matter that is open
-- (commands/keep-longer.ts). What can be opened of them stands here once more, under a key of its own in the place of the month's, which is
-- destroyed; leaf, tree and minimum index are as for any other. It goes when the reason has gone.
create table kept_half (
  -- Of a leaf; no reference, so that emptying the log is refused as everything else that changes it is.
  index bigint not null,
  -- person/<name by which an agency knows one>, user/<id>, alert/<id> or line/<id>.
  reason text not null,
  actor bytea not null,
  actor_key bigint not null,
  -- As in the leaf: under that key and the person's. Empty if that was destroyed.
  subject bytea not null,
  subject_key bigint not null,
  primary key (index, reason)
);
create index kept_half_reason on kept_half (reason, index);
create index kept_half_key on kept_half (actor_key);
grant select, insert, delete on kept_half to audit_app;

-- Leaves with what can be read of them.
create view readable_leaf as
  select leaf.index, entry_id, record, leaf_hash, source, taken_at, actor_salt, subject_salt,
         coalesce(kept.actor, leaf.actor) as actor, coalesce(kept.actor_key, leaf.actor_key) as actor_key,
         coalesce(kept.subject, leaf.subject) as subject, coalesce(kept.subject_key, leaf.subject_key) as subject_key
    from leaf left join lateral (
      select actor, actor_key, subject, subject_key from kept_half where kept_half.index = leaf.index order by reason limit 1
    ) kept on true;
grant select on readable_leaf to audit_app;

-- The first moment of the first month that is kept; null: nothing was pruned yet.
create function first_kept() returns timestamptz language sql stable set search_path from current as $$
  select (max(month) || '-01')::timestamp at time zone 'UTC' from log_minimum
$$;

-- What auditors have settled is past its time when everything of it is; nothing of it goes before, not even by the owner of the tables.
create function refuse_unless_past() returns trigger language plpgsql set search_path from current as $$
declare
  of jsonb := to_jsonb(old);
begin
  if tg_op = 'DELETE' and coalesce(
      (of ->> 'raised_at')::timestamptz, (of ->> 'opened_at')::timestamptz, (of ->> 'at')::timestamptz,
      (select opened_at from register_line where id = (of ->> 'line_id')::uuid),
      (select drawn_at from sample where period = of ->> 'period')) < first_kept() then
    return old;
  end if;
  if tg_op = 'UPDATE' and tg_table_name = 'register_line' and of ->> 'subject_ref' is not null
    and to_jsonb(new) = of || '{"subject_ref": null}' then
    return new;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
drop trigger alert_append_only on alert;
drop trigger alert_event_append_only on alert_event;
drop trigger register_line_append_only on register_line;
drop trigger register_step_append_only on register_step;
drop trigger certified_post_append_only on certified_post;
drop trigger certified_decision_append_only on certified_decision;
drop trigger sample_item_append_only on sample_item;
drop trigger sample_review_append_only on sample_review;
create trigger alert_append_only before update or delete on alert for each row execute function refuse_unless_past();
create trigger alert_event_append_only before update or delete on alert_event
  for each row execute function refuse_unless_past();
create trigger register_line_append_only before update or delete on register_line
  for each row execute function refuse_unless_past();
create trigger register_step_append_only before update or delete on register_step
  for each row execute function refuse_unless_past();
create trigger certified_post_append_only before update or delete on certified_post
  for each row execute function refuse_unless_past();
create trigger certified_decision_append_only before update or delete on certified_decision
  for each row execute function refuse_unless_past();
create trigger sample_item_append_only before update or delete on sample_item
  for each row execute function refuse_unless_past();
create trigger sample_review_append_only before update or delete on sample_review
  for each row execute function refuse_unless_past();
drop function refuse_all_but_forgetting();

-- Takes away what was settled before the first month that is kept, but what is about somebody or something that is kept longer. Of samples
-- the draw stays, and what was drawn goes. The service may call it and delete nothing itself.
create function prune_desk() returns integer language plpgsql security definer set search_path from current as $$
declare
  alerts uuid[];
  lines uuid[];
begin
  select coalesce(array_agg(id), '{}') into alerts from alert
   where raised_at < first_kept()
     and exists (select from alert_event where alert_id = id and ends)
     and not exists (select from alert_event where alert_id = id and at >= first_kept())
     and not exists (select from kept_half where reason = 'user/' || alert.user_id)
     and not exists (select from kept_half join leaf using (index) where leaf.entry_id = any (alert.entry_ids));
  delete from alert_event where alert_id = any (alerts);
  delete from alert where id = any (alerts);
  select coalesce(array_agg(id), '{}') into lines from register_line line
   where opened_at < first_kept()
     and exists (select from register_step where line_id = id and ends)
     and not exists (select from register_step where line_id = id and at >= first_kept())
     and not exists (select from certified_decision where line_id = id and at >= first_kept())
     and not exists (select from kept_half where reason in ('user/' || line.user_id, 'person/' || line.subject_ref))
     and not exists (select from kept_half join leaf using (index) where leaf.entry_id = any (line.entry_ids));
  delete from certified_decision where line_id = any (lines);
  delete from certified_post where line_id = any (lines);
  delete from register_step where line_id = any (lines);
  delete from register_line where id = any (lines);
  delete from sample_review where at < first_kept()
     and period in (select period from sample where drawn_at < first_kept());
  delete from sample_item item where period in (select period from sample where drawn_at < first_kept())
     and not exists (select from sample_review where period = item.period and entry_id = item.entry_id);
  return cardinality(alerts) + cardinality(lines);
end $$;
revoke execute on function prune_desk from public;
grant execute on function prune_desk to audit_app;
