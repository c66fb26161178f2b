-- Answers to requests that carried an Idempotency-Key. Status and body are empty only inside the transaction that works.
create table idempotency (
  user_id text not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  -- json, not jsonb: a retry gets the same bytes.
  body json,
  created_at timestamptz not null default now(),
  primary key (user_id, route, key)
);
create index idempotency_created on idempotency (created_at);

do $$ declare app text := current_schema() || '_app'; begin
  execute format('grant select, insert, delete on idempotency to %I', app);
  execute format('grant update (status, body) on idempotency to %I', app);
end $$;
