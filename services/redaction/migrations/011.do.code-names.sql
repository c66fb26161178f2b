-- By which somebody is found whose code name a reader has told: a keyed hash for each share, under a key that stands where the data keys
-- stand. Of a compartment nobody stands here.
create table code_name_index (
  share_id uuid primary key references share on delete cascade,
  token bytea not null check (length(token) = 16),
  -- Of the key.
  version text not null
);
create index code_name_index_token on code_name_index (token);
grant select, insert, update, delete on code_name_index to redaction_app;
