-- Books that auditors keep: breaches, requests by the persons, leavers, certifications of access. In codes and references alone; a line
-- and its steps are never changed.
create table register_line (
  id uuid primary key,
  register text not null,
  kind text not null,
  -- Since when it was known: from then on clocks run.
  known_at timestamptz not null,
  opened_at timestamptz not null,
  opened_by text not null,
  agency_id text,
  subject_ref text,
  -- What shows it, in the log.
  entry_ids uuid[] not null,
  -- By clock, as the policy had it when the line was opened.
  dues jsonb not null,
  policy_hash text not null
);
create index register_line_known on register_line (register, known_at desc);

create table register_step (
  line_id uuid not null references register_line,
  number integer not null check (number > 0),
  step text not null,
  at timestamptz not null,
  user_id text not null,
  -- It closes the line.
  ends boolean not null,
  primary key (line_id, number)
);
create index register_step_ends on register_step (line_id) where ends;

create trigger register_line_append_only before update or delete on register_line
  for each row execute function refuse_change();
create trigger register_line_no_truncate before truncate on register_line
  for each statement execute function refuse_change();
create trigger register_step_append_only before update or delete on register_step
  for each row execute function refuse_change();
create trigger register_step_no_truncate before truncate on register_step
  for each statement execute function refuse_change();

grant select, insert on register_line, register_step to audit_app;
