-- By what a person is found: keyed hashes, each kind under a key of its own. The key stands where the data keys stand, so that this
-- table tells by itself only which people have something in common. Nobody of a compartment stands here.
create table blind_index (
  subject_id uuid not null references subject on delete cascade,
  kind text not null,
  token bytea not null check (length(token) = 16),
  -- Of the rules by which a name becomes features, and of the key.
  version text not null,
  primary key (kind, token, subject_id)
);
create index blind_index_subject on blind_index (subject_id);

-- Which record of a person the index was made of. Whoever lacks a row, or has one of an older record or version, is indexed anew.
create table indexed (
  subject_id uuid primary key references subject on delete cascade,
  record_version integer not null,
  version text not null,
  -- A referral of a compartment rests on the person: never to be found, from then on.
  barred boolean not null default false
);

-- Who looked for somebody, when, and how many were shown. Not for whom.
create table search (
  search_id uuid primary key,
  user_id uuid not null,
  agency_id text not null,
  purpose text not null,
  reason text not null,
  shown integer not null,
  searched_at timestamptz(3) not null
);
create index search_user on search (user_id, searched_at);

-- What a candidate is called in the answer to one search: in another search, or for another custodian, the same person is called
-- otherwise. Forgotten after some days.
create table pseudonym (
  pseudonym uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  user_id uuid not null,
  agency_id text not null,
  expires_at timestamptz(3) not null
);
create index pseudonym_expiry on pseudonym (expires_at);
create index pseudonym_subject on pseudonym (subject_id);

-- Two records that are perhaps of one person, for custodians to look at.
create table same_person (
  pair_id uuid primary key,
  one uuid not null references subject on delete cascade,
  other uuid not null references subject on delete cascade,
  score real not null,
  matched text[] not null,
  flagged_at timestamptz(3) not null,
  unique (one, other),
  check (one < other)
);
create index same_person_other on same_person (other);

grant select, insert, delete on blind_index to redaction_app;
grant select, insert, update, delete on indexed to redaction_app;
grant select, insert on search to redaction_app;
grant select, insert, delete on pseudonym to redaction_app;
grant select, insert, delete on same_person to redaction_app;

-- Whom a person never wants to know of them, as consent has it: for an emergency in which consent does not answer. Every part that is
-- there must fit; one that names nothing but a hub bars the whole hub.
create table excluded (
  subject_id uuid not null references subject on delete cascade,
  hub text not null,
  -- Number of the enum in proto/.
  agency_type smallint,
  agency_id text,
  user_id text,
  unique nulls not distinct (subject_id, hub, agency_type, agency_id, user_id)
);

-- Identities that one person opened alone. The same one is opened again within its time without counting again.
create table broken_glass (
  glass_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  referral_id text not null,
  user_id uuid not null,
  agency_id text not null,
  reason text not null,
  opened_at timestamptz(3) not null,
  until timestamptz(3) not null check (until > opened_at)
);
create index broken_glass_user on broken_glass (user_id, opened_at);

-- What was done while the access log or consent did not answer: lines that redaction signs, each over the one before, without gaps.
-- They outlive the person, of whom nothing stands in them but ids.
create table journal (
  sequence bigint primary key check (sequence > 0),
  -- SHA-256 of `payload`, hex: the next line says it.
  hash text not null unique,
  payload bytea not null,
  key_id text not null,
  signature bytea not null,
  written_at timestamptz(3) not null
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_append_only before update or delete on journal for each row execute function refuse_change();
create trigger journal_no_truncate before truncate on journal for each statement execute function refuse_change();

grant select, insert on excluded to redaction_app;
grant select, insert on broken_glass to redaction_app;
grant select, insert on journal to redaction_app;

-- The way back from a pseudonym to a name: asked by one custodian, confirmed by another, opened once by the first.
create table reidentification (
  request_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  reason text not null,
  -- Number of the matter with whoever orders or documents it. No name.
  reference text not null,
  requested_by uuid not null,
  requested_agency text not null,
  requested_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  confirmed_by uuid,
  confirmed_at timestamptz(3),
  opened_at timestamptz(3),
  check ((confirmed_by is null) = (confirmed_at is null)),
  -- Nobody confirms their own.
  check (confirmed_by is null or confirmed_by <> requested_by),
  check (opened_at is null or confirmed_by is not null)
);
create index reidentification_waiting on reidentification (expires_at) where opened_at is null;
create index reidentification_subject on reidentification (subject_id);

grant select, insert on reidentification to redaction_app;
grant update (confirmed_by, confirmed_at, opened_at) on reidentification to redaction_app;
