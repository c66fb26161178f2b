-- Referrals that were made by phone or on paper while the system was away, and entered afterwards; and those to organisations outside
-- the system. Codes and times only.
alter table referral
  add column fallback_channel text check (fallback_channel in ('phone', 'paper')),
  -- Printed on the form; random.
  add column fallback_number text,
  -- When it really was made, as the sender says and within bounds. submitted_at is when it was entered, or arrived.
  add column happened_at timestamptz(3),
  add column acknowledged_by text
    check (acknowledged_by in ('duty_officer', 'caseworker', 'supervisor', 'reception')),
  -- Its recipient is no member of the system: it is reached by one-time links.
  add column outside boolean not null default false,
  add check (num_nulls(fallback_channel, fallback_number, happened_at) in (0, 3)),
  add check (acknowledged_by is null or fallback_channel is not null);
create index referral_outbox_fallback on referral (from_agency, submitted_at desc, id desc)
  where not compartment and fallback_channel is not null;
create index referral_inbox_fallback on referral (to_agency, submitted_at desc, id desc)
  where not compartment and fallback_channel is not null;

-- Numbers of paper forms that agencies of this hub have entered: each once. Other hubs count their own.
create table paper_number (
  agency_id text not null,
  number text not null,
  referral_id uuid not null unique references referral,
  primary key (agency_id, number)
);
grant select, insert on paper_number to referral_app;

-- Emergencies of which the other hub has yet to state that they were delivered, and opened.
create table delivery_watch (
  referral_id uuid primary key references referral,
  awaited text not null check (awaited in ('delivered', 'retrieved')),
  -- When the agency is told to use the phone, if nothing has been stated by then.
  call_at timestamptz(3) not null
);
create index delivery_watch_call on delivery_watch (call_at);
grant select, insert, update, delete on delivery_watch to referral_app;
