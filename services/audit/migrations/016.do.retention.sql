-- From which leaf on the log is kept (C2SP tlog-tiles, pruning): the highest index counts. Leaves before it stay, as hashes that nobody
-- can open any more: their month's key is destroyed, and nothing of them is served.
create table log_minimum (
  index bigint primary key check (index > 0),
  -- The first month that is kept.
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  pruned_at timestamptz not null default now()
);
create trigger log_minimum_append_only before update or delete on log_minimum for each row execute function refuse_change();
create trigger log_minimum_no_truncate before truncate on log_minimum for each statement execute function refuse_change();
grant select, insert on log_minimum to audit_app;
