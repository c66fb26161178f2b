-- What is refused is kept with what it was shown to be. A wrong proof is anybody's; that a log begins otherwise the hashes themselves say.
alter table refused_head disable trigger user;
alter table refused_head
  add size bigint,
  add root bytea check (length(root) = 32),
  -- Another root than this hub has signed for the size before. Null: the head was not shown to go on, and not to begin otherwise.
  add beginning bytea check (length(beginning) = 32),
  add proof bytea[] not null default '{}';
alter table refused_head alter proof drop default;

-- Of what was kept before, two heads of one size say so by themselves; the other proofs were not kept.
update refused_head set
  size = split_part(note, E'\n', 2)::bigint,
  root = decode(split_part(note, E'\n', 3), 'base64');
update refused_head set beginning = root
  where size = previous
    and exists (select from witnessed_head as signed
                 where signed.origin = refused_head.origin and signed.size = refused_head.size and signed.root <> refused_head.root);
-- The same head with other lines under it, and what was the very head that had been signed.
delete from refused_head where size = previous and beginning is null;
delete from refused_head using refused_head as first
  where first.origin = refused_head.origin and first.size = refused_head.size and first.root = refused_head.root
    and first.beginning is not distinct from refused_head.beginning
    and (first.refused_at, first.note_hash) < (refused_head.refused_at, refused_head.note_hash);

alter table refused_head
  drop constraint refused_head_pkey,
  drop note_hash,
  alter size set not null,
  alter root set not null;
create unique index refused_head_otherwise on refused_head (origin, previous, beginning) where beginning is not null;
create unique index refused_head_unshown on refused_head (origin, size, root) where beginning is null;
alter table refused_head enable trigger user;
