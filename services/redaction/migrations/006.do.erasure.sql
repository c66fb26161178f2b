-- Orders under which a person may not be erased. Codes, ids and dates.
create table legal_hold (
  hold_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  share_id uuid not null,
  -- Which kind of authority, and its own number for the matter.
  authority text not null,
  reference text not null,
  review_on date not null,
  placed_at timestamptz(3) not null,
  placed_by uuid not null,
  placed_agency text not null,
  released_at timestamptz(3),
  released_by uuid,
  check ((released_at is null) = (released_by is null))
);
create index legal_hold_standing on legal_hold (subject_id) where released_at is null;

-- Requests to erase a person. They outlive the person, of whom nothing stands here but random ids.
create table erasure (
  erasure_id uuid primary key,
  subject_id uuid not null,
  -- By which custodians name the person.
  share_id uuid not null,
  reason text not null,
  state text not null check (
    state in ('waiting', 'restricted', 'executing', 'executed', 'called_back', 'lapsed', 'replaced')
  ),
  requested_by uuid not null,
  requested_agency text not null,
  requested_at timestamptz(3) not null,
  confirmed_by uuid,
  confirmed_at timestamptz(3),
  -- Not before. Null for one that was refused at once.
  due_at timestamptz(3),
  -- What stood against it, by code, and when that is looked at again.
  held_by text[] not null default '{}',
  review_on date,
  ended_at timestamptz(3),
  ended_by uuid,
  -- Id of the entry that says in the access log that it was done: made once, so that it is entered once.
  entry_id uuid not null,
  check ((confirmed_at is null) = (confirmed_by is null)),
  -- Nobody confirms their own.
  check (confirmed_by is null or confirmed_by <> requested_by),
  check (state not in ('executing', 'executed') or confirmed_by is not null),
  check ((state = 'restricted') <= (review_on is not null))
);
create unique index erasure_open on erasure (subject_id) where state in ('waiting', 'restricted', 'executing');
create index erasure_due on erasure (due_at) where state in ('waiting', 'executing');

-- Whom only one agency may open, until somebody has looked at it again.
create table restriction (
  subject_id uuid primary key references subject on delete cascade,
  erasure_id uuid not null references erasure,
  hub text not null,
  agency_id text not null,
  since timestamptz(3) not null
);

-- Other hubs that are told to destroy what they have of a person who was erased, and what they said.
create table recall (
  recall_id uuid primary key,
  erasure_id uuid not null references erasure,
  referral_id text not null,
  from_agency text not null,
  to_hub text not null,
  to_agency text not null,
  -- Of the message that says so; another one after each that did not arrive.
  message_id uuid not null unique,
  state text not null check (state in ('due', 'sent', 'destroyed')),
  -- On what they keep it, or why the last message did not arrive.
  code text,
  tries integer not null default 0,
  next_at timestamptz(3) not null
);
create index recall_due on recall (next_at) where state = 'due';

-- Referrals of other hubs that were recalled before their package came; it is not taken in.
create table recalled_referral (
  referral_id text not null,
  from_hub text not null,
  at timestamptz(3) not null,
  primary key (referral_id, from_hub)
);

grant select, insert on legal_hold to redaction_app;
grant update (released_at, released_by) on legal_hold to redaction_app;
grant select, insert on erasure to redaction_app;
grant update (state, confirmed_by, confirmed_at, due_at, held_by, review_on, ended_at, ended_by) on erasure to redaction_app;
grant select, insert, delete on restriction to redaction_app;
grant select, insert on recall to redaction_app;
grant update (message_id, state, code, tries, next_at) on recall to redaction_app;
grant select, insert on recalled_referral to redaction_app;
-- To lock a person while it is decided whether they may be erased.
grant update (created_at) on subject to redaction_app;
