-- What is written of a batch, as migration 027 says, with less to do for each leaf: one count runs over them, and of each parameter the element at
-- that place is taken. Twelve lists that are joined cost the database more than a leaf's row does.
drop function append_leaves;
create function append_leaves(
  lease_name text, lease_token bigint,
  drawn_names text[], drawn_keys bytea[],
  first_index bigint, taken bigint,
  entry_ids uuid[],
  -- Names of those that are in the batch, and whose each leaf is.
  sources text[], source_of int[], sequences bigint[],
  -- That sources gave; empty: to none of them.
  log_epochs bigint[], log_numbers bigint[],
  -- Below zero: the how many-th of those that were drawn.
  actor_keys bigint[], subject_keys bigint[],
  subtree_levels smallint[], subtree_indices bigint[], subtree_hashes bytea,
  first_tile bigint, tiles bytea,
  -- Where each leaf, its halves and the second of them begin, and the last one ends; of each hash, record and both halves, one after the other.
  cuts int[], packed bytea
) returns bigint[] language plpgsql
-- Planned once: to plan it for each batch would cost a small one more than to write it.
set plan_cache_mode = force_generic_plan as $$
declare
  ids bigint[] := '{}';
  twice boolean;
  moment timestamptz := to_timestamp(taken);
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
  select first_index + nth - 1, entry_ids[nth],
         substring(packed from cuts[3 * nth - 2] + 32 for cuts[3 * nth - 1] - cuts[3 * nth - 2] - 32),
         substring(packed from cuts[3 * nth - 2] for 32), sources[source_of[nth]], sequences[nth], moment,
         log_epochs[nth], log_numbers[nth],
         substring(packed from cuts[3 * nth - 1] for cuts[3 * nth] - cuts[3 * nth - 1]),
         case when actor_keys[nth] < 0 then ids[-actor_keys[nth]] else actor_keys[nth] end,
         substring(packed from cuts[3 * nth] for cuts[3 * nth + 1] - cuts[3 * nth]),
         case when subject_keys[nth] < 0 then ids[-subject_keys[nth]] else subject_keys[nth] end
    from generate_series(1, cardinality(entry_ids)) as nth;
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
