-- From where a name has signed in, by keyed hash of both. There it is held by its wrong tries from there alone: strangers who try the name
-- elsewhere keep nobody out.
create table familiar_address (
  key bytea primary key,
  last_at timestamptz not null
);
create index familiar_address_last on familiar_address (last_at);

grant select, insert, update, delete on familiar_address to accounts_app;
