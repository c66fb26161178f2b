-- Certificates as their owner has published them anew: the same primary key, which the jurisdiction has certified, with other encryption
-- subkeys. They outlive a statement: it names the primary key, and these follow it.
create table renewed_certificate (
  -- Of the primary key.
  fingerprint text primary key,
  armored text not null,
  renewed_at timestamptz(3) not null
);
grant select, insert, update on renewed_certificate to directory_app;
