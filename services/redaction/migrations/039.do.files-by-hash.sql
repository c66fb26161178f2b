-- Files that an agency keeps of people, by a keyed hash of what they say: what came with a referral is known again, whoever of that agency
-- uploads it once more or attaches it to a text. The key stands where the data keys stand. Erasing the person ends the file, and its line here.
create table file_hash (
  file_id uuid primary key references file on delete cascade,
  token bytea not null check (length(token) = 16),
  -- Of the key.
  version text not null
);
create index file_hash_token on file_hash (token);
grant select, insert, update, delete on file_hash to redaction_app;
