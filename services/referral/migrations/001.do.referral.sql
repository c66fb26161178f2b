-- Referrals as this hub holds them. Codes, ids and times only: nothing here names a person.
create table referral (
  id uuid primary key,
  protocol text not null,
  priority text not null,
  status text not null check (
    status in ('draft', 'requested', 'accepted', 'rejected', 'in-progress', 'on-hold', 'completed', 'failed', 'cancelled')
  ),
  version integer not null check (version > 0),
  from_hub text not null,
  from_agency text not null,
  to_hub text,
  to_agency text,
  subject_ref text not null,
  purpose text not null,
  services text[] not null,
  reason text,
  outcome text,
  submitted_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  accept_by timestamptz(3) not null,
  serve_by timestamptz(3) not null,
  -- Events of this referral so far: their aggregate version has no gap.
  events integer not null default 0,
  -- The last step that the counterpart's hub reported.
  counterpart_version integer not null default 0,
  check ((to_hub is null) = (to_agency is null)),
  check (status in ('draft', 'cancelled') or to_agency is not null)
);
create index referral_inbox on referral (to_agency, submitted_at desc, id desc);
create index referral_inbox_status on referral (to_agency, status, submitted_at desc, id desc);
create index referral_outbox on referral (from_agency, submitted_at desc, id desc);
create index referral_outbox_status on referral (from_agency, status, submitted_at desc, id desc);
grant select, insert, update on referral to referral_app;

-- What happened, in order; never changed.
create table step (
  referral_id uuid not null references referral,
  version integer not null,
  status text not null,
  at timestamptz(3) not null,
  by_hub text not null,
  by_agency text not null,
  reason text,
  outcome text,
  primary key (referral_id, version)
);
grant select, insert on step to referral_app;

create table assignment (
  referral_id uuid not null references referral,
  agency_id text not null,
  user_id uuid not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  primary key (referral_id, agency_id, user_id)
);
grant select, insert on assignment to referral_app;

-- What the other hub has stated about the package; of each kind the first counts.
create table delivery (
  referral_id uuid not null references referral,
  kind text not null check (kind in ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired')),
  at timestamptz(3) not null,
  primary key (referral_id, kind)
);
grant select, insert on delivery to referral_app;

-- A counterpart's step that overtook its referral: a cancellation must not be lost because the package is slower.
create table early_step (
  referral_id uuid not null,
  from_hub text not null,
  version integer not null,
  by_agency text not null,
  status text not null,
  reason text,
  outcome text,
  at timestamptz(3) not null,
  primary key (referral_id, from_hub)
);
grant select, insert, update, delete on early_step to referral_app;
