-- What rules have found in the log, for auditors to look into. Raised once, and never changed: what is done about it is a line of its own.
create table alert (
  -- Follows from rule and case, so that the same is not raised twice.
  id uuid primary key,
  rule text not null,
  policy_hash text not null,
  weight smallint not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  -- Whom it is about, and whose supervisor can be asked.
  user_id text,
  agency_hub text,
  agency_id text,
  referral_id text,
  entry_ids uuid[] not null,
  facts jsonb not null
);
create index alert_raised on alert (raised_at);

create table alert_event (
  alert_id uuid not null references alert,
  -- Of two who do something at once, one finds its number taken.
  number integer not null check (number > 0),
  step text not null check (step in ('asked', 'answered', 'found', 'settled')),
  code text not null,
  at timestamptz not null,
  user_id text not null,
  agency_id text not null,
  -- Nothing is left to be done.
  ends boolean not null,
  primary key (alert_id, number)
);
create index alert_event_ends on alert_event (alert_id) where ends;

create trigger alert_append_only before update or delete on alert for each row execute function refuse_change();
create trigger alert_no_truncate before truncate on alert for each statement execute function refuse_change();
create trigger alert_event_append_only before update or delete on alert_event
  for each row execute function refuse_change();
create trigger alert_event_no_truncate before truncate on alert_event
  for each statement execute function refuse_change();

-- How far the log was gone through.
create table sweep (
  only_row boolean primary key default true check (only_row),
  next bigint not null check (next >= 0)
);
insert into sweep (next) values (0);

grant select, insert on alert, alert_event to audit_app;
grant select, update (next) on sweep to audit_app;
