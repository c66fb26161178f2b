-- Whose key was destroyed at another hub's word: a random id each, the entry that says so and the name it stands under. By it a key that a backup of
-- the database of keys brings back is destroyed again, as that of whoever was erased at a custodian's request is by `erasure`.
create table destroyed_at_word (
  subject_id uuid primary key,
  share_id uuid not null,
  entry_id uuid not null,
  at timestamptz(3) not null
);
grant select, insert on destroyed_at_word to redaction_app;
