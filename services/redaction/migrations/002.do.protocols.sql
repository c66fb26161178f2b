-- Referrals that rest on a person here: sent by an agency of this hub, or come from another. Codes and ids, as they were sent:
-- by them a message or a supplement from elsewhere is known to belong to it, and a supplement for another hub is made.
create table known_referral (
  referral_id text primary key,
  subject_id uuid not null references subject on delete cascade,
  -- Under which an agency of this hub has the person.
  share_id uuid not null references share on delete cascade,
  from_hub text not null,
  from_agency text not null,
  to_hub text not null,
  to_agency text not null,
  -- Numbers of the enums in proto/.
  protocol smallint not null,
  priority smallint not null,
  purpose smallint not null,
  services smallint[] not null,
  protocol_id text not null,
  protocol_version integer not null,
  quick boolean not null,
  created_at timestamptz(3) not null default now()
);
create index known_referral_subject on known_referral (subject_id);

-- What the two agencies of a referral wrote to each other, each under the data key of the person it is about: text, attachments and
-- their names, and who wrote it. In clear stand ids and times only.
create table message (
  message_id uuid primary key,
  seq bigint generated always as identity unique,
  subject_id uuid not null references subject on delete cascade,
  referral_id text not null,
  from_hub text not null,
  from_agency text not null,
  to_hub text not null,
  to_agency text not null,
  ciphertext bytea not null,
  written_at timestamptz(3) not null,
  -- What became of one to another hub. Null inside this hub, and for what came from another.
  delivery text check (delivery in ('sent', 'delivered', 'refused', 'expired')),
  delivery_code text
);
create index message_referral on message (referral_id, seq);
create index message_subject on message (subject_id);

-- Checklists and risk assessments, answered. Answers stand under the person's data key. Which form it was can tell of them: what was
-- assessed in a compartment (witness protection) is shown in that referral alone.
create table assessment (
  assessment_id uuid primary key,
  seq bigint generated always as identity unique,
  subject_id uuid not null references subject on delete cascade,
  referral_id text not null,
  compartment boolean not null,
  form text not null,
  form_version integer not null,
  by_hub text not null,
  by_agency text not null,
  ciphertext bytea not null,
  assessed_at timestamptz(3) not null
);
create index assessment_subject on assessment (subject_id, seq);

grant select, insert, delete on known_referral to redaction_app;
grant select, insert, delete on message to redaction_app;
grant update (delivery, delivery_code) on message to redaction_app;
grant select, insert, delete on assessment to redaction_app;
