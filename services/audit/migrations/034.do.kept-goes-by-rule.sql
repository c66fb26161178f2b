-- What is kept longer goes by a function alone, and not while the desk has open what it is kept for. Whether a person or a user is on hold
-- the database cannot know: of what went too early the trail that is searched says more than the log, which is an alert.
create function refuse_letting_go() returns trigger language plpgsql set search_path from current as $$
declare
  of text := split_part(old.reason, '/', 2);
begin
  if tg_op = 'DELETE' and (case split_part(old.reason, '/', 1)
      when 'alert' then not exists (
        select from alert where id = of::uuid and not exists (select from alert_event where alert_id = id and ends))
      when 'line' then not exists (
        select from register_line where id = of::uuid and not exists (select from register_step where line_id = id and ends))
      when 'person' then not exists (
        select from register_line where subject_ref = of and not exists (select from register_step where line_id = id and ends))
      else true end) then
    return old;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger kept_half_goes_by_rule before update or delete on kept_half for each row execute function refuse_letting_go();
create trigger kept_half_no_truncate before truncate on kept_half for each statement execute function refuse_change();

-- For these reasons nothing is kept any more, and what was searched of it goes with it. Answers how many entries that was.
create function let_go(reasons text[]) returns integer language sql security definer set search_path from current as $$
  with gone as (delete from kept_half where reason = any (reasons) returning index) select count(*)::integer from gone
$$;
revoke execute on function let_go from public;
grant execute on function let_go to audit_app;
revoke delete on kept_half from audit_app;
