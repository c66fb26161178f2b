-- Whether another hub was asked if it knows a person, and what came of it (ADR 26).
create table match_question (
  question_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  share_id uuid not null references share on delete cascade,
  agency_id text not null,
  asked_by uuid not null,
  to_hub text not null,
  to_agency text not null,
  purpose text not null,
  reason text not null,
  -- Number of the matter. The other hub has a hash of it and the salt.
  reference text not null,
  case_salt bytea not null,
  epoch text not null,
  keys_hash text not null,
  -- Under the person's data key: what was blinded, and with what. Null once there is an answer, or can be none.
  ciphertext bytea,
  state text not null check (state in ('asked', 'answered', 'refused', 'not_delivered', 'unanswered')),
  code text,
  matched text[],
  asked_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  answered_at timestamptz(3),
  check ((state = 'asked') = (ciphertext is not null)),
  check ((state = 'answered') = (matched is not null))
);
create index match_question_of on match_question (agency_id, asked_at desc);
create index match_question_peer on match_question (to_hub, asked_at);
create index match_question_due on match_question (due_at) where state = 'asked';
grant select, insert on match_question to redaction_app;
grant update (ciphertext, state, code, matched, answered_at) on match_question to redaction_app;

-- Another hub's set of an epoch, with the key that its answers are made with: another key is not believed in the same epoch.
create table match_peer_set (
  peer text not null,
  epoch text not null,
  public_key bytea not null,
  sha256 text not null,
  entries bytea not null,
  received_at timestamptz(3) not null,
  primary key (peer, epoch)
);
grant select, insert, delete on match_peer_set to redaction_app;

-- What other hubs asked of this one. Of whom, nobody here learns.
create table match_asked (
  question_id uuid primary key,
  peer text not null,
  from_agency text not null,
  to_agency text not null,
  purpose text not null,
  reason text not null,
  case_hash bytea not null,
  epoch text not null,
  -- Of the set that the other hub has. Empty: none.
  set_sha256 text not null,
  -- Blinded, as they came. Null once they were answered.
  elements bytea,
  -- Under which it is in the access log, once, however often the answer is tried.
  entry_id uuid not null,
  state text not null check (state in ('waiting', 'answered', 'refused', 'lapsed')),
  code text,
  received_at timestamptz(3) not null,
  answered_at timestamptz(3),
  check ((state = 'waiting') = (elements is not null))
);
create index match_asked_peer on match_asked (peer, received_at);
create index match_asked_waiting on match_asked (received_at) where state = 'waiting';
grant select, insert on match_asked to redaction_app;
grant update (elements, state, code, answered_at) on match_asked to redaction_app;

-- This hub's own set for one other hub and one epoch. Its key stands among the data keys, and is destroyed with the row.
create table match_set (
  peer text not null,
  epoch text not null,
  key_id uuid not null,
  entries bytea not null,
  sha256 text not null,
  made_at timestamptz(3) not null,
  primary key (peer, epoch)
);
grant select, insert, delete on match_set to redaction_app;
