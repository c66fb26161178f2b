-- Facts on their way. A row is written in the transaction that makes the fact true, and stays until every consumer has it.
create table outbox (
  id uuid primary key,
  -- Order of writing.
  position bigint generated always as identity,
  -- Order of publishing: given by the relay, without gaps.
  sequence bigint unique,
  type text not null,
  aggregate_id text not null,
  aggregate_version integer not null,
  occurred_at timestamptz not null,
  correlation_id text not null,
  payload bytea not null,
  published_at timestamptz,
  republished integer not null default 0
);
create index outbox_new on outbox (position) where sequence is null;
create index outbox_unpublished on outbox (sequence) where sequence is not null and published_at is null;
create index outbox_aggregate on outbox (aggregate_id, sequence);

create table outbox_sequence (
  only_row boolean primary key default true check (only_row),
  last bigint not null
);
insert into outbox_sequence (last) values (0);

do $$ declare app text := current_schema() || '_app'; begin
  execute format('grant select, delete on outbox to %I', app);
  execute format(
    'grant insert (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload) on outbox to %I', app);
  execute format('grant update (sequence, published_at, republished) on outbox to %I', app);
  execute format('grant select, update (last) on outbox_sequence to %I', app);
end $$;
