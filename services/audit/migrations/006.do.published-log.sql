-- The log in the form of C2SP, so that anybody may read and witness it: a leaf's bytes commit to an entry and do not show it. What a leaf
-- covers is another than before, so this is another log, of another name; what stood in the one before goes into it whole, in its order,
-- when it is first written (commands/carry-over.ts).
alter table leaf rename to leaf_before;
alter index leaf_pkey rename to leaf_before_pkey;
alter index leaf_referral rename to leaf_before_referral;
alter index leaf_entry_id_key rename to leaf_before_entry_id_key;
drop table subtree;
drop table leaf_subject;

create table leaf (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  -- The bytes under the hash, as they are published: source, sequence, time, and commitments to the two parts of the entry.
  record bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  -- Which service, and its how many-th entry: from 1, without gaps.
  source text not null,
  sequence bigint not null check (sequence > 0),
  taken_at timestamptz not null,
  -- Who, for whom, why, on what basis; to whom it was about, and what of it. With what is committed to together with them.
  actor bytea not null,
  actor_salt bytea not null check (length(actor_salt) = 32),
  subject bytea not null,
  subject_salt bytea not null check (length(subject_salt) = 32),
  -- Copies of fields of the entry, to search by. The entry is what counts.
  occurred_at timestamptz not null,
  referral_id text,
  unique (source, sequence)
);
create index leaf_referral on leaf (referral_id, index) where referral_id is not null;

-- Hashes of complete subtrees on every eighth level: of 256 leaves, of 65,536, and so on.
create table subtree (
  level smallint not null check (level > 0 and level % 8 = 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

-- Which leaves speak of whom, by the names under which agencies know a person: for the person's own record. A projection of the log,
-- which can be made anew from it at any time; the entry is what counts.
create table leaf_subject (
  subject_ref text not null,
  index bigint not null,
  primary key (subject_ref, index)
);

create trigger leaf_append_only before update or delete on leaf for each row execute function refuse_change();
create trigger leaf_no_truncate before truncate on leaf for each statement execute function refuse_change();
create trigger subtree_append_only before update or delete on subtree for each row execute function refuse_change();
create trigger subtree_no_truncate before truncate on subtree for each statement execute function refuse_change();
create trigger leaf_subject_append_only before update or delete on leaf_subject
  for each row execute function refuse_change();
create trigger leaf_subject_no_truncate before truncate on leaf_subject
  for each statement execute function refuse_change();

grant select, insert on leaf, subtree, leaf_subject to audit_app;
revoke insert on leaf_before from audit_app;
