-- That somebody was erased, and what of the log went with them: for a proof of it. Written as the keys are destroyed, when it can still be
-- told which entries speak of whom. Of the accesses to the person only how many there were, so that the proof brings back no trail.
create table erasure_heard (
  erasure_id uuid primary key,
  -- Another hub asked for it.
  recalled_by_hub text,
  -- When the vault was done with it, and when the keys of the log were destroyed.
  erased_at timestamptz not null,
  heard_at timestamptz not null,
  -- SHA-256 of the names of those keys: only whoever knows the person's reference can compare.
  name_hashes bytea[] not null,
  -- Asked for, confirmed and done, by custodians: entries of the log.
  entry_ids uuid[] not null,
  -- Entries, these among them, of which nobody can tell any more of whom they are.
  cut integer not null check (cut >= 0)
);
create index erasure_heard_at on erasure_heard (heard_at);
create trigger erasure_heard_append_only before update or delete on erasure_heard
  for each row execute function refuse_change();
create trigger erasure_heard_no_truncate before truncate on erasure_heard
  for each statement execute function refuse_change();
grant select, insert on erasure_heard to audit_app;
