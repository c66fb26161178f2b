-- Accesses that were drawn by lot, to be reviewed. Drawn once a month, by a seed that follows from the log itself; never changed.
create table sample (
  period text primary key check (period ~ '^\d{4}-\d{2}$'),
  -- The root of the log's first so many entries: whoever has the log draws the same.
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  -- From among so many accesses.
  population integer not null,
  drawn_at timestamptz not null,
  drawn_by text not null
);
create table sample_item (
  period text not null references sample,
  place integer not null check (place > 0),
  entry_id uuid not null,
  primary key (period, place),
  unique (period, entry_id)
);
create table sample_review (
  period text not null,
  entry_id uuid not null,
  finding text not null,
  at timestamptz not null,
  user_id text not null,
  primary key (period, entry_id),
  foreign key (period, entry_id) references sample_item (period, entry_id)
);

create trigger sample_append_only before update or delete on sample for each row execute function refuse_change();
create trigger sample_no_truncate before truncate on sample for each statement execute function refuse_change();
create trigger sample_item_append_only before update or delete on sample_item
  for each row execute function refuse_change();
create trigger sample_item_no_truncate before truncate on sample_item
  for each statement execute function refuse_change();
create trigger sample_review_append_only before update or delete on sample_review
  for each row execute function refuse_change();
create trigger sample_review_no_truncate before truncate on sample_review
  for each statement execute function refuse_change();

grant select, insert on sample, sample_item, sample_review to audit_app;
