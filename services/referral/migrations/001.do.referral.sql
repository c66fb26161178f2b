-- Referrals as this hub holds them. Codes, ids and times only: nothing here names a person.
create table referral (
  id uuid primary key,
  protocol text not null,
  -- It stays on this one, and on these versions of the countries' overlays, until somebody says otherwise.
  protocol_version integer not null check (protocol_version > 0),
  overlays jsonb not null,
  priority text not null check (priority in ('emergency', 'urgent', 'normal')),
  -- Sent in a hurry, to be completed later.
  quick boolean not null,
  -- Invisible to those without the scope of the compartment.
  compartment boolean not null,
  -- Of the protocol, and what that is in FHIR. The fold of the steps; stored for lists.
  state text not null,
  status text not null check (
    status in ('draft', 'requested', 'accepted', 'rejected', 'in-progress', 'on-hold', 'completed', 'failed', 'cancelled')
  ),
  -- Who must act next.
  turn text check (turn in ('sender', 'recipient')),
  -- Count of the steps.
  version integer not null check (version >= 0),
  from_hub text not null,
  from_agency text not null,
  to_hub text,
  to_agency text,
  subject_ref text not null,
  purpose text not null,
  services text[] not null,
  submitted_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  -- When this hub has to call somebody next.
  fire_at timestamptz(3),
  -- The deadline that ends first, whosesoever.
  next_due timestamptz(3),
  next_deadline text,
  -- Users of each party who are assigned now.
  from_assigned integer not null default 0,
  to_assigned integer not null default 0,
  -- Events of this referral so far: their aggregate version has no gap.
  events integer not null default 0,
  check ((to_hub is null) = (to_agency is null)),
  check (status in ('draft', 'cancelled') or to_agency is not null)
);
grant select, insert, update on referral to referral_app;

-- Each list by an index of its own, in the order in which it is read.
create index referral_inbox on referral (to_agency, submitted_at desc, id desc) where not compartment;
create index referral_inbox_status on referral (to_agency, status, submitted_at desc, id desc) where not compartment;
create index referral_inbox_state on referral (to_agency, state, submitted_at desc, id desc) where not compartment;
create index referral_inbox_protocol on referral (to_agency, protocol, submitted_at desc, id desc) where not compartment;
create index referral_inbox_priority on referral (to_agency, priority, submitted_at desc, id desc) where not compartment;
create index referral_inbox_turn on referral (to_agency, submitted_at desc, id desc)
  where not compartment and turn = 'recipient';
create index referral_inbox_free on referral (to_agency, submitted_at desc, id desc)
  where not compartment and to_assigned = 0 and turn is not null;
create index referral_inbox_due on referral (to_agency, next_due, id) where not compartment and next_due is not null;
create index referral_outbox on referral (from_agency, submitted_at desc, id desc)
  where not compartment and status <> 'draft';
create index referral_outbox_status on referral (from_agency, status, submitted_at desc, id desc) where not compartment;
create index referral_outbox_state on referral (from_agency, state, submitted_at desc, id desc) where not compartment;
create index referral_outbox_protocol on referral (from_agency, protocol, submitted_at desc, id desc)
  where not compartment;
create index referral_outbox_priority on referral (from_agency, priority, submitted_at desc, id desc)
  where not compartment;
create index referral_outbox_turn on referral (from_agency, submitted_at desc, id desc)
  where not compartment and turn = 'sender';
create index referral_outbox_free on referral (from_agency, submitted_at desc, id desc)
  where not compartment and from_assigned = 0 and turn is not null;
create index referral_outbox_due on referral (from_agency, next_due, id) where not compartment and next_due is not null;
create index referral_drafts on referral (from_agency, submitted_at desc, id desc)
  where not compartment and status = 'draft';
create index referral_protection_in on referral (to_agency, submitted_at desc, id desc) where compartment;
create index referral_protection_out on referral (from_agency, submitted_at desc, id desc) where compartment;
create index referral_fire on referral (fire_at) where fire_at is not null;

-- What happened; never changed. The order of both sides' steps is computed, and the same in both hubs.
create table step (
  referral_id uuid not null references referral,
  side text not null check (side in ('sender', 'recipient')),
  number integer not null check (number > 0),
  -- The other side's last step that was known.
  seen integer not null check (seen >= 0),
  step text not null,
  at timestamptz(3) not null,
  by_hub text not null,
  by_agency text not null,
  -- Of users of this hub.
  by_user uuid,
  -- False: it stays inside the agency.
  told boolean not null,
  -- Codes, dates, numbers, yes and no, as the protocol's schema of the step says.
  data jsonb not null,
  received_at timestamptz(3) not null,
  primary key (referral_id, side, number)
);
grant select, insert on step to referral_app;

-- Escalations that have been made: none is made twice, whoever looks at the clock and however often.
create table fired (
  referral_id uuid not null references referral,
  deadline text not null,
  -- Since when the deadline runs: it may run again.
  run_key timestamptz(3) not null,
  -- What it did, and the how-manieth of that kind: a newer version may put others in between.
  key text not null,
  at timestamptz(3) not null,
  primary key (referral_id, deadline, run_key, key)
);
grant select, insert on fired to referral_app;

-- Deadlines that run now, for lists of them.
create table due (
  referral_id uuid not null references referral,
  deadline text not null,
  side text not null check (side in ('sender', 'recipient')),
  owner_hub text not null,
  owner_agency text not null,
  due_at timestamptz(3) not null,
  priority text not null,
  compartment boolean not null,
  primary key (referral_id, deadline)
);
create index due_owner on due (owner_agency, due_at, referral_id, deadline);
grant select, insert, update, delete on due to referral_app;

create table assignment (
  referral_id uuid not null references referral,
  agency_id text not null,
  user_id uuid not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- Null: by the protocol.
  ended_by uuid,
  check (ended_by is null or ended_at is not null)
);
create unique index assignment_now on assignment (referral_id, agency_id, user_id) where ended_at is null;
create index assignment_user on assignment (user_id, agency_id, referral_id) where ended_at is null;
create index assignment_referral on assignment (referral_id);
grant select, insert on assignment to referral_app;
grant update (ended_at, ended_by) on assignment to referral_app;

create function count_assigned() returns trigger language plpgsql as $$
declare
  more integer := case
    when tg_op = 'INSERT' then 1
    when old.ended_at is null and new.ended_at is not null then -1
    else 0
  end;
begin
  if more <> 0 then
    update referral set
      from_assigned = from_assigned + case when from_agency = new.agency_id then more else 0 end,
      to_assigned = to_assigned + case when to_agency = new.agency_id then more else 0 end
    where id = new.referral_id;
  end if;
  return null;
end $$;
create trigger count_assigned after insert or update on assignment for each row execute function count_assigned();
-- Functions can be run by nobody unless this is said.
grant execute on function count_assigned to referral_app;

-- What the other hub has stated about the package; of each kind the first counts.
create table delivery (
  referral_id uuid not null references referral,
  kind text not null check (kind in ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired')),
  at timestamptz(3) not null,
  primary key (referral_id, kind)
);
grant select, insert on delivery to referral_app;

-- Steps of another hub that overtook their referral: a cancellation must not be lost because the package is slower.
create table early (
  referral_id uuid not null,
  from_hub text not null,
  by_agency text not null,
  -- Number of the last of them.
  number integer not null,
  steps jsonb not null,
  at timestamptz(3) not null,
  primary key (referral_id, from_hub)
);
create index early_at on early (at);
grant select, insert, update, delete on early to referral_app;

-- Children of whom this hub's child-protection authorities have yet to hear.
create table child_alert (
  referral_id uuid primary key references referral,
  next_at timestamptz(3) not null
);
create index child_alert_next on child_alert (next_at);
grant select, insert, update, delete on child_alert to referral_app;
