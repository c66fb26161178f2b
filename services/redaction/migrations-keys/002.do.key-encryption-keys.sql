-- Key-encryption keys by id; the keys themselves stand in the key store. All instances of the service, and the operator's script,
-- agree here on which one wraps now. One that wraps no more still unwraps, until nothing is wrapped by it and its time is up.
create table key_encryption_key (
  key_id text primary key,
  state text not null check (state in ('current', 'retired', 'destroyed')),
  created_at timestamptz(3) not null default now(),
  retired_at timestamptz(3),
  -- Older backups of this database need it until then.
  keep_until timestamptz(3),
  destroyed_at timestamptz(3),
  check ((state = 'current') = (retired_at is null)),
  check ((retired_at is null) = (keep_until is null)),
  check ((state = 'destroyed') = (destroyed_at is not null))
);
create unique index key_encryption_key_current on key_encryption_key ((true)) where state = 'current';

-- Until now there was one, and it wraps all that is here.
insert into key_encryption_key (key_id, state)
  select key_id, 'current' from wrapped_key group by key_id order by count(*) desc limit 1;
alter table wrapped_key add foreign key (key_id) references key_encryption_key;
create index wrapped_key_by on wrapped_key (key_id, subject_id);

-- What the access log is to say of keys, until it has been said.
create table key_event (
  event_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  key_id text not null references key_encryption_key,
  what text not null check (what in ('drawn', 'rotated', 'destroyed')),
  at timestamptz(3) not null default now(),
  logged_at timestamptz(3)
);
create index key_event_unlogged on key_event (seq) where logged_at is null;

-- People who were erased. A random id each, and nothing else: with it the vault removes what a restored backup brought back.
create table erased_subject (
  subject_id uuid primary key,
  erased_at timestamptz(3) not null default now()
);

grant select, insert on key_encryption_key to keys_app;
grant update (state, retired_at, keep_until, destroyed_at) on key_encryption_key to keys_app;
grant update (key_id, wrapped) on wrapped_key to keys_app;
grant select, insert on key_event to keys_app;
grant update (logged_at) on key_event to keys_app;
grant select, insert on erased_subject to keys_app;
