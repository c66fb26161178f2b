-- Of each line of the journal its number and its hash, once more and apart from the vault: written before anybody is answered because of the
-- line, so that whoever cuts the journal's end would have to change two databases.
create table journal_noted (
  sequence bigint primary key check (sequence > 0),
  hash text not null,
  noted_at timestamptz(3) not null default now()
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was noted of the journal is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_noted_append_only before update or delete on journal_noted for each row execute function refuse_change();
create trigger journal_noted_no_truncate before truncate on journal_noted for each statement execute function refuse_change();
grant select, insert on journal_noted to keys_app;
