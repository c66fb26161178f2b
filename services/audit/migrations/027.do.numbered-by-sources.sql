-- What a service tells by its outbox it numbers itself, from 1 in each of its epochs (libs/store/migrations/005): a number that is not there was
-- lost on the way. It stands in the leaf, and beside it, so that of two entries with one number the second is refused.
alter table leaf
  add column log_epoch bigint check (log_epoch > 0),
  add column log_number bigint check (log_number > 0),
  add check ((log_epoch is null) = (log_number is null));
create unique index leaf_log_number on leaf (source, log_epoch, log_number) where log_number is not null;

drop function append_leaves;
-- All that is written of a batch, in one statement that is one transaction: one question and one commit (store/append-leaves.ts). Answers the
-- ids of keys that were drawn for it, in their order, 0 for one whose name was destroyed in the meantime; null, and nothing is written, if
-- the lease is another's.
create function append_leaves(
  lease_name text, lease_token bigint,
  drawn_names text[], drawn_keys bytea[],
  -- Of each leaf record, hash and both halves, one after the other; where they begin, and how long each is.
  packed bytea, begins int[], record_lengths int[], actor_lengths int[], subject_lengths int[],
  first_index bigint, taken bigint,
  entry_ids uuid[], sources text[], sequences bigint[],
  -- That sources gave; empty: to none of them.
  log_epochs bigint[], log_numbers bigint[],
  -- Below zero: the how many-th of those that were drawn.
  actor_keys bigint[], subject_keys bigint[],
  subtree_levels smallint[], subtree_indices bigint[], subtree_hashes bytea,
  first_tile bigint, tiles bytea
) returns bigint[] language plpgsql
-- Planned once: to plan it for each batch would cost a small one more than to write it.
set plan_cache_mode = force_generic_plan as $$
declare
  ids bigint[] := '{}';
  twice boolean;
begin
  -- A later holder cannot begin before what is written here stands.
  perform from lease where name = lease_name and token = lease_token for share;
  if not found then return null; end if;
  if cardinality(drawn_names) > 0 then
    -- A key is not stored while one of its name is being destroyed. Each statement here sees what was committed when it began.
    perform pg_advisory_xact_lock(hashtext('audit.half_key'));
    insert into half_key (name, wrapped)
    select name, wrapped from unnest(drawn_names, drawn_keys) as drawn (name, wrapped)
     where not exists (select from half_key_destroyed where name_hash = sha256(convert_to(name, 'UTF8')))
        on conflict (name) do nothing;
    select array_agg(coalesce((select id from half_key where half_key.name = drawn.name), 0) order by nth),
           bool_or(wrapped <> (select half_key.wrapped from half_key where half_key.name = drawn.name)) into ids, twice
      from unnest(drawn_names, drawn_keys) with ordinality as drawn (name, wrapped, nth);
    -- What was encrypted is encrypted with the wrong one.
    if twice then raise exception 'a key of the log was drawn twice' using errcode = 'unique_violation'; end if;
  end if;
  insert into leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at, log_epoch, log_number,
    actor, actor_key, subject, subject_key)
  select first_index + nth - 1, entry_id, substring(packed from at for r), substring(packed from at + r for 32), source,
         sequence, to_timestamp(taken), log_epoch, log_number,
         substring(packed from at + r + 32 for a), case when actor_key < 0 then ids[-actor_key] else actor_key end,
         substring(packed from at + r + 32 + a for s), case when subject_key < 0 then ids[-subject_key] else subject_key end
    from unnest(entry_ids, begins, record_lengths, actor_lengths, subject_lengths, sources, sequences, log_epochs, log_numbers,
           actor_keys, subject_keys)
         with ordinality as fresh (entry_id, at, r, a, s, source, sequence, log_epoch, log_number, actor_key, subject_key, nth);
  if length(subtree_hashes) > 0 then
    insert into subtree (level, index, hash)
    select level, index, substring(subtree_hashes from nth::int * 32 - 31 for 32)
      from unnest(subtree_levels, subtree_indices) with ordinality as completed (level, index, nth);
    insert into tile (index, hashes)
    select first_tile + nth, substring(tiles from nth * 8192 + 1 for 8192) from generate_series(0, length(tiles) / 8192 - 1) as nth;
  end if;
  return ids;
end $$;
grant execute on function append_leaves to audit_app;
