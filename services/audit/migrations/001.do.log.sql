-- The access log: an append-only Merkle tree (RFC 6962). Nobody who serves it can change or remove a row.
create table leaf (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  -- The canonical bytes under the hash.
  entry bytea not null,
  -- Copies of fields of the entry, to search by. The entry is what counts.
  occurred_at timestamptz not null,
  source text not null,
  referral_id text,
  appended_at timestamptz not null default now()
);
create index leaf_referral on leaf (referral_id, index) where referral_id is not null;

-- Hashes of complete subtrees on every eighth level: of 256 leaves, of 65,536, and so on.
create table subtree (
  level smallint not null check (level > 0 and level % 8 = 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;

-- Also for the owner, whose privileges a grant cannot limit.
create trigger leaf_append_only before update or delete on leaf for each row execute function refuse_change();
create trigger leaf_no_truncate before truncate on leaf for each statement execute function refuse_change();
create trigger subtree_append_only before update or delete on subtree for each row execute function refuse_change();
create trigger subtree_no_truncate before truncate on subtree for each statement execute function refuse_change();

grant select, insert on leaf, subtree to audit_app;
