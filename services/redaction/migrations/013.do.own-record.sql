-- Code sheets by which a person reads their own record without an account. Neither number nor code stands here.
create table record_sheet (
  sheet_id uuid primary key,
  -- SHA-256, base64url, of the number that is printed.
  number_hash text not null unique,
  -- scrypt: the code that the person keeps in mind is short.
  code_hash text not null,
  subject_id uuid not null references subject on delete cascade,
  -- Under which the agency that gave it has the person.
  share_id uuid not null references share on delete cascade,
  asked_by text not null check (asked_by in ('person', 'guardian')),
  made_by uuid not null,
  tries integer not null default 0,
  made_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > made_at),
  last_read_at timestamptz(3),
  called_back_at timestamptz(3)
);
create index record_sheet_share on record_sheet (share_id, made_at desc);
grant select, insert on record_sheet to redaction_app;
grant update (tries, last_read_at, called_back_at) on record_sheet to redaction_app;

-- Orders by which one agency's part stays out of the person's own record until somebody has looked at it again.
create table secrecy_order (
  order_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  share_id uuid not null,
  authority text not null check (authority in ('court', 'prosecution')),
  -- That authority's own number for the matter.
  reference text not null,
  -- Whose part it is, in this hub.
  agency_id text not null,
  review_on date not null,
  placed_at timestamptz(3) not null,
  placed_by uuid not null,
  lifted_at timestamptz(3),
  lifted_by uuid,
  check ((lifted_at is null) = (lifted_by is null))
);
create index secrecy_order_standing on secrecy_order (subject_id) where lifted_at is null;
grant select, insert on secrecy_order to redaction_app;
grant update (lifted_at, lifted_by) on secrecy_order to redaction_app;

-- Notices that are typed documents: the one against removal, the consular one. What each says of the person is under their data key.
create table notice (
  notice_id uuid primary key,
  -- Printed on it, so that it can be asked about; it says nothing of the person.
  number text not null unique,
  subject_id uuid not null references subject on delete cascade,
  share_id uuid not null references share on delete cascade,
  kind text not null check (kind in ('non_removal', 'consular')),
  from_agency text not null,
  to_agency text not null,
  ciphertext bytea not null,
  issued_by uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > issued_at),
  withdrawn_at timestamptz(3),
  withdrawn_by uuid,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index notice_from on notice (from_agency, issued_at desc);
create index notice_to on notice (to_agency, issued_at desc);
grant select, insert on notice to redaction_app;
grant update (withdrawn_at, withdrawn_by) on notice to redaction_app;
