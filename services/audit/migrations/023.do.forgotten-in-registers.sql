-- Of whom a line of a register is goes when the person is erased: that alone of a line can be taken away, and nothing put in its place.
create function refuse_all_but_forgetting() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.subject_ref is not null and new.subject_ref is null
    and to_jsonb(new) - 'subject_ref' = to_jsonb(old) - 'subject_ref' then
    return new;
  end if;
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
drop trigger register_line_append_only on register_line;
create trigger register_line_append_only before update or delete on register_line
  for each row execute function refuse_all_but_forgetting();
create index register_line_subject on register_line (subject_ref) where subject_ref is not null;
grant update (subject_ref) on register_line to audit_app;

-- Those of whom an erasure was heard before.
update register_line set subject_ref = null
 where sha256(convert_to('person/' || subject_ref, 'UTF8')) in (select name_hash from half_key_destroyed);
