-- Files that go to an agency of another hub with a referral, sealed to it as bundles, and those that come so. What is not to be done now is
-- tried again later, and holds up no other.
alter table file
  -- With which it came from another hub. Null: the agency has sent it itself.
  add column referral_id uuid,
  add column tries integer not null default 0,
  add column try_at timestamptz(3) not null default '-infinity';
alter table file drop constraint file_state_check, drop constraint file_check, drop constraint file_check1;
alter table file add constraint file_received check (received between 0 and size);
-- arriving: out of a bundle, and not whole yet.
alter table file add constraint file_state_check
  check (state in ('uploading', 'received', 'kept', 'refused', 'arriving'));
alter table file add constraint file_whole check (state = 'arriving' or (state = 'uploading') = (received < size));
create index file_referral on file (referral_id) where referral_id is not null;
grant update (tries, try_at) on file to redaction_app;

create table file_delivery (
  delivery_id uuid primary key,
  file_id uuid not null references file on delete cascade,
  referral_id uuid not null,
  to_hub text not null,
  to_agency text not null,
  -- sealing: no part has gone; sent: exchange carries it.
  state text not null check (state in ('sealing', 'sent', 'delivered', 'refused', 'expired')),
  code text,
  -- On which it was decided. Codes.
  purpose text not null,
  basis text not null,
  handling text not null,
  -- Of the bundle, in bytes. Null until it is sealed.
  size bigint,
  tries integer not null default 0,
  try_at timestamptz(3) not null default '-infinity',
  asked_at timestamptz(3) not null,
  settled_at timestamptz(3)
);
-- Once at a time; one that failed may be handed over anew.
create unique index file_delivery_once on file_delivery (file_id, referral_id)
  where state in ('sealing', 'sent', 'delivered');
create index file_delivery_referral on file_delivery (referral_id);
create index file_delivery_sealing on file_delivery (try_at) where state = 'sealing';
grant select, insert on file_delivery to redaction_app;
grant update (state, code, size, tries, try_at, settled_at) on file_delivery to redaction_app;

create table file_arrival (
  from_hub text not null,
  delivery_id uuid not null,
  referral_id uuid not null,
  subject_id uuid not null references subject on delete cascade,
  from_agency text not null,
  to_agency text not null,
  size bigint not null check (size > 0),
  parts integer not null check (parts > 0),
  state text not null check (state in ('coming', 'arrived', 'stored', 'refused')),
  code text,
  -- What is made of it.
  file_id uuid references file on delete set null,
  tries integer not null default 0,
  try_at timestamptz(3) not null default '-infinity',
  announced_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (from_hub, delivery_id)
);
create index file_arrival_arrived on file_arrival (try_at) where state = 'arrived';
create index file_arrival_referral on file_arrival (referral_id);
create index file_arrival_file on file_arrival (file_id);
grant select, insert, delete on file_arrival to redaction_app;
grant update (state, code, file_id, tries, try_at, settled_at) on file_arrival to redaction_app;

-- Parts of a bundle: encrypted to the receiving agency. Gone when it is settled.
create table file_part_out (
  delivery_id uuid not null references file_delivery on delete cascade,
  number integer not null check (number >= 0),
  bytes bytea not null,
  primary key (delivery_id, number)
);
create table file_part_in (
  from_hub text not null,
  delivery_id uuid not null,
  number integer not null check (number >= 0),
  bytes bytea not null,
  primary key (from_hub, delivery_id, number),
  foreign key (from_hub, delivery_id) references file_arrival on delete cascade
);
alter table file_part_out alter column bytes set storage external;
alter table file_part_in alter column bytes set storage external;
grant select, insert, delete on file_part_out, file_part_in to redaction_app;
