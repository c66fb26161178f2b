-- The service's role may insert into the log and read it, and nothing else. What was left of more than that is done by two functions with
-- their owner's right, who owns the tables and never serves: each does one thing, once, and what it does the trigger of the table looks at too.

-- Halves of leaves of version 1 are encrypted where they stand (commands/seal-older.ts); of any other leaf nothing changes.
create function seal_leaves(
  indices bigint[], actors bytea[], actor_keys bigint[], subjects bytea[], subject_keys bigint[]
) returns void language sql security definer set search_path from current as $$
  update leaf set actor = n.actor, actor_salt = null, actor_key = n.actor_key,
                  subject = n.subject, subject_salt = null, subject_key = n.subject_key
    from unnest(indices, actors, actor_keys, subjects, subject_keys) as n (index, actor, actor_key, subject, subject_key)
   where leaf.index = n.index and leaf.actor_key is null;
$$;

-- Of the log as it was before it had its present form, what stands in this one.
create function drop_carried_over() returns void language sql security definer set search_path from current as $$
  delete from leaf_before where entry_id in (select entry_id from leaf);
$$;

grant execute on function seal_leaves, drop_carried_over to audit_app;
revoke update (actor, actor_salt, actor_key, subject, subject_salt, subject_key) on leaf from audit_app;
revoke delete on leaf_before from audit_app;
