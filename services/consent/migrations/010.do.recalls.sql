-- A withdrawal as it was taken: by which agency and how, never in words. What waits for a welfare check learns how that ended, once.
create table withdrawal (
  withdrawal_id uuid primary key,
  -- Internal id of the person, and the name by which the agency that took it has them. Null: taken by an agency of another hub.
  subject_id text,
  subject_ref text,
  taken_hub text not null,
  taken_agency text not null,
  taken_user text,
  taken_by text not null check (taken_by in ('self', 'guardian', 'court')),
  duress text not null check (duress in ('none', 'suspected')),
  -- SHA-256 of a court's order, hex.
  document text check ((document is not null) = (taken_by = 'court')),
  -- Only what this referral rests on. Null: all that the person agreed to.
  referral_id text,
  basis_id uuid references basis,
  state text not null check (state in ('effective', 'waiting', 'kept')),
  taken_at timestamptz(3) not null,
  -- Of one that waits: it takes effect then if nobody has spoken with the person.
  effect_at timestamptz(3),
  settled_at timestamptz(3),
  settled_by text,
  check (state <> 'waiting' or effect_at is not null),
  -- Nobody checks their own.
  check (settled_by is distinct from taken_user or settled_by is null)
);
create index withdrawal_waiting on withdrawal (effect_at) where state = 'waiting';
create index withdrawal_agency on withdrawal (taken_agency, taken_at desc);
grant select, insert on withdrawal to consent_app;
grant update (state, settled_at, settled_by) on withdrawal to consent_app;

-- Each holder of what rested on something that ended: asked, and what it said. Of a holder in another hub both hubs keep a row.
create table recall (
  recall_id uuid primary key,
  kind text not null check (kind in ('withdrawn', 'erased', 'suspended')),
  -- What ended. Null: it ended in another hub.
  basis_id uuid references basis,
  -- Of a holder of this hub: who passed the person on to it was recalled by this one.
  parent_id uuid references recall,
  referral_id text not null,
  from_hub text not null,
  from_agency text not null,
  to_hub text not null,
  to_agency text not null,
  recalled_at timestamptz(3) not null,
  answer_by timestamptz(3) not null,
  state text not null check (state in ('asked', 'views_stopped', 'destroying', 'stopped', 'destroyed', 'retained')),
  -- Since when the holder's hub shows nothing any more.
  views_stopped_at timestamptz(3),
  -- What the holder's agency has said itself; it counts once its own holders have answered.
  said text check (said in ('stopped', 'destroyed', 'retained')),
  basis text,
  reason text,
  said_by text,
  said_at timestamptz(3),
  answered_at timestamptz(3),
  onward jsonb not null default '[]',
  -- The holder's answer as it was signed.
  statement_id uuid,
  alarmed_at timestamptz(3),
  asked_again_at timestamptz(3),
  check ((said is null) = (said_at is null)),
  check ((said = 'retained') = (basis is not null and reason is not null) or said is null),
  check ((answered_at is not null) = (state in ('stopped', 'destroyed', 'retained')))
);
create index recall_basis on recall (basis_id);
create index recall_parent on recall (parent_id) where parent_id is not null;
create index recall_referral on recall (referral_id);
create index recall_holder on recall (to_agency, recall_id) where answered_at is null;
create index recall_overdue on recall (answer_by) where answered_at is null;
grant select, insert on recall to consent_app;
grant update (state, views_stopped_at, said, basis, reason, said_by, said_at, answered_at, onward, statement_id, alarmed_at,
  asked_again_at) on recall to consent_app;

-- What this hub tells others, and what it and they have signed: written once, sent by a clock.
create table hub_statement (
  statement_id uuid primary key,
  from_hub text not null,
  to_hub text not null,
  statement bytea not null,
  -- OpenPGP detached, armored. Null until this hub has signed it.
  signature text,
  made_at timestamptz(3) not null,
  sent_at timestamptz(3)
);
create index hub_statement_due on hub_statement (made_at) where sent_at is null;
grant select, insert, delete on hub_statement to consent_app;
grant update (signature, sent_at) on hub_statement to consent_app;
