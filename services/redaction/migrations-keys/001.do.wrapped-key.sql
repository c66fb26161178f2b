-- Data keys, wrapped by the key-encryption key of the key store. Apart from the vault, so that a backup of one is of no use
-- without the other, and a key destroyed here stays destroyed when the vault is restored.
create table wrapped_key (
  subject_id uuid primary key,
  -- Which key-encryption key wraps it.
  key_id text not null,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);
grant select, insert, delete on wrapped_key to keys_app;
