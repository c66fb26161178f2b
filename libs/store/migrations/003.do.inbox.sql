-- Events that were handled, each in the transaction of its handling. Never changed, never deleted by the service: this
-- is what "once" rests on.
create table inbox (
  source text not null,
  event_id uuid not null,
  outcome text not null check (outcome in ('done', 'refused')),
  handled_at timestamptz not null default now(),
  primary key (source, event_id)
);

-- Messages that were given up, with the code of the refusal. Their bytes name things by id only.
create table dead_letter (
  id bigint generated always as identity primary key,
  source text not null,
  event_id uuid,
  subject text not null,
  code text not null,
  message bytea not null,
  refused_at timestamptz not null default now()
);

do $$ declare app text := current_schema() || '_app'; begin
  execute format('grant select, insert on inbox to %I', app);
  execute format('grant select, insert on dead_letter to %I', app);
end $$;
