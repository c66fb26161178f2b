-- Encryption subkeys of the certificate that forms are sealed to. The private half is encrypted under a data key of the same id, which
-- stands among the others, wrapped: who has this database alone opens nothing. Of one that is destroyed the times stay.
create table seal_subkey (
  subkey_id uuid primary key,
  fingerprint text not null unique,
  -- OpenPGP, armored, public.
  certificate text not null,
  secret bytea,
  drawn_at timestamptz(3) not null,
  -- Entered in the access log, and told to the directory.
  logged_at timestamptz(3),
  published_at timestamptz(3),
  -- Of the entry that says that it was destroyed: made once, so that it is entered once.
  end_entry_id uuid not null,
  destroyed_at timestamptz(3),
  check ((secret is null) = (destroyed_at is not null))
);
create index seal_subkey_drawn on seal_subkey (drawn_at desc);
grant select, insert on seal_subkey to keys_app;
grant update (logged_at, published_at, secret, destroyed_at) on seal_subkey to keys_app;
