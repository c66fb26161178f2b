-- How far redaction has said that its journal had come, each time that it was further: a journal that is shorter later on was cut.
create table journal_head (
  sequence bigint primary key check (sequence > 0),
  -- SHA-256 of the line, hex.
  hash text not null,
  -- From then on the line is waited for.
  told_at timestamptz not null
);
create trigger journal_head_append_only before update or delete on journal_head
  for each row execute function refuse_change();
create trigger journal_head_no_truncate before truncate on journal_head
  for each statement execute function refuse_change();

grant select, insert on journal_head to audit_app;
