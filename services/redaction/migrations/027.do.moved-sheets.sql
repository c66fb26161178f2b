-- A person whose form was put right is registered anew, before anybody was referred: what they signed is kept for the new record, and does
-- for the earlier one no more. Rows are added, never changed; they go with the person.
create table moved_sheet (
  sheet_id uuid primary key,
  -- Of the earlier record.
  subject_id uuid not null references subject on delete cascade,
  -- As it is kept for the new record.
  to_sheet uuid not null,
  moved_at timestamptz(3) not null,
  check (to_sheet <> sheet_id)
);
create index moved_sheet_subject on moved_sheet (subject_id);
grant select, insert on moved_sheet to redaction_app;
