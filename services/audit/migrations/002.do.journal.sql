-- Lines of redaction's journal that have come: what it did while this log or consent did not answer. What each says is a leaf.
create table journal_line (
  sequence bigint primary key check (sequence > 0),
  -- SHA-256 of the line, hex; and of the line before it, as this one says.
  hash text not null unique,
  previous text not null,
  entry_id uuid not null,
  taken_at timestamptz not null default now()
);
create trigger journal_line_append_only before update or delete on journal_line
  for each row execute function refuse_change();
create trigger journal_line_no_truncate before truncate on journal_line
  for each statement execute function refuse_change();

grant select, insert on journal_line to audit_app;
