-- Heads of this log that witnesses outside have signed, as they are published.
create table published_head (
  id bigint generated always as identity primary key,
  size bigint not null check (size >= 0),
  note text not null,
  -- The latest time that a witness outside gave.
  witnessed_at timestamptz not null
);
create index published_head_latest on published_head (size desc, id desc);
create index published_head_witnessed on published_head (witnessed_at desc);

-- Heads of other logs that this hub has signed as their witness. Each goes on from the one before: two that go on from the same cannot be.
create table witnessed_head (
  origin text not null,
  previous bigint not null check (previous >= 0),
  size bigint not null check (size > previous),
  root bytea not null check (length(root) = 32),
  note text not null,
  witnessed_at timestamptz not null default now(),
  primary key (origin, previous)
);

-- Heads that a log has signed and that do not go on from those: together they prove what it did.
create table refused_head (
  origin text not null,
  note_hash bytea not null check (length(note_hash) = 32),
  -- The size from which it was said to go on.
  previous bigint not null,
  note text not null,
  refused_at timestamptz not null default now(),
  primary key (origin, note_hash)
);

create trigger published_head_append_only before update or delete on published_head
  for each row execute function refuse_change();
create trigger published_head_no_truncate before truncate on published_head
  for each statement execute function refuse_change();
create trigger witnessed_head_append_only before update or delete on witnessed_head
  for each row execute function refuse_change();
create trigger witnessed_head_no_truncate before truncate on witnessed_head
  for each statement execute function refuse_change();
create trigger refused_head_append_only before update or delete on refused_head
  for each row execute function refuse_change();
create trigger refused_head_no_truncate before truncate on refused_head
  for each statement execute function refuse_change();

grant select, insert on published_head, witnessed_head, refused_head to audit_app;
