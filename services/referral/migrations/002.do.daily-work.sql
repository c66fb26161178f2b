-- Needs that another agency shall be asked to meet. A row stays until that has been done, or nobody is left to ask.
create table offer_wanted (
  referral_id uuid primary key references referral,
  why text not null check (why in ('declined', 'silence', 'part-declined', 'offer-declined', 'offer-expired')),
  at timestamptz(3) not null,
  -- Whoever works on it raises this, so that one who was slower no longer can.
  attempts integer not null default 0,
  next_at timestamptz(3) not null
);
create index offer_wanted_next on offer_wanted (next_at);
grant select, insert, update, delete on offer_wanted to referral_app;

-- A needs profile as one agency of this hub is asked about it: no identity, and not who asks.
create table offer (
  id uuid primary key,
  referral_id uuid not null references referral,
  to_agency text not null,
  protocol text not null,
  protocol_version integer not null,
  priority text not null,
  services text[] not null,
  minors boolean not null,
  -- Whether the recorded basis reaches that agency already.
  within_basis boolean not null,
  made_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  answer text check (answer in ('willing', 'declined', 'expired', 'moved-on')),
  reason text,
  answered_at timestamptz(3),
  by_user uuid,
  -- Of a willing answer that has not been followed: when the sender is reminded of it.
  use_by timestamptz(3),
  -- The referral that went to the willing agency.
  taken_by uuid references referral,
  check ((answer is null) = (answered_at is null)),
  check (taken_by is null or answer = 'willing'),
  unique (referral_id, to_agency)
);
-- One agency after the other.
create unique index offer_one_open on offer (referral_id) where answer is null;
create index offer_open on offer (expires_at) where answer is null;
create index offer_use on offer (use_by) where use_by is not null;
create index offer_box on offer (to_agency, made_at desc, id desc);
grant select, insert on offer to referral_app;
grant update (answer, reason, answered_at, by_user, use_by, taken_by) on offer to referral_app;

-- What belongs together: referral_id is the `kind` of other_id (its sub-referral, its transfer).
create table link (
  referral_id uuid not null references referral,
  other_id uuid not null references referral,
  kind text not null check (
    kind in ('co-victim', 'family', 'dependant', 'same-event', 'sub-referral', 'transfer', 're-offer', 'reopened')
  ),
  by_agency text not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  primary key (referral_id, other_id, kind),
  check (referral_id <> other_id)
);
create index link_other on link (other_id);
grant select, insert on link to referral_app;

-- Many people at once, of one event.
create table intake (
  id uuid primary key,
  agency_id text not null,
  protocol text not null,
  people integer not null check (people > 0),
  by_user uuid not null,
  at timestamptz(3) not null,
  -- Until then each of them is to have been referred.
  due_at timestamptz(3) not null,
  -- When the agency is called next, if somebody is still missing then; null: no more.
  call_at timestamptz(3),
  calls integer not null default 0
);
create index intake_call on intake (call_at) where call_at is not null;
create index intake_agency on intake (agency_id, due_at, id);
grant select, insert on intake to referral_app;
grant update (call_at, calls) on intake to referral_app;
create table intake_referral (
  referral_id uuid primary key references referral,
  intake_id uuid not null references intake
);
create index intake_referral_intake on intake_referral (intake_id);
grant select, insert on intake_referral to referral_app;

-- Who is on duty, and when.
create table rota (
  id uuid primary key,
  agency_id text not null,
  user_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  removed_at timestamptz(3),
  removed_by uuid,
  check (starts_at < ends_at)
);
create index rota_agency on rota (agency_id, ends_at) where removed_at is null;
grant select, insert on rota to referral_app;
grant update (removed_at, removed_by) on rota to referral_app;

-- That the work of one went to another.
create table handover (
  id uuid primary key,
  agency_id text not null,
  from_user uuid not null,
  to_user uuid not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  moved integer not null
);
grant select, insert on handover to referral_app;

-- What an agency of this hub is told, by id only. Read in the order of (tx, id): rows of transactions that still run are
-- not read past, so none is missed, though ids are given before commits.
create table news (
  id bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  agency_id text not null,
  kind text not null,
  referral_id uuid,
  offer_id uuid,
  intake_id uuid,
  -- Not for those who are outside the compartment.
  compartment boolean not null,
  at timestamptz(3) not null,
  primary key (tx, id),
  check (num_nonnulls(referral_id, offer_id, intake_id) = 1)
);
create index news_agency on news (agency_id, tx, id);
create index news_at on news (at);
grant select, insert, delete on news to referral_app;
-- What was deleted after its time: whoever read no further than this has to look at everything again.
create table news_pruned (
  only_row boolean primary key default true check (only_row),
  tx xid8 not null
);
insert into news_pruned (tx) values ('0');
grant select, update (tx) on news_pruned to referral_app;

-- Escalations that could not be made, and how often that was tried.
create table fire_failed (
  referral_id uuid not null references referral,
  deadline text not null,
  run_key timestamptz(3) not null,
  key text not null,
  times integer not null,
  primary key (referral_id, deadline, run_key, key)
);
grant select, insert, update on fire_failed to referral_app;
