-- Permits to ask another hub whether it knows a person, and to answer such a question of another hub. On record before they are signed.
create table match_permit (
  permit_id uuid primary key,
  question_id uuid not null,
  -- Null in the answering hub: nobody there knows who is asked about.
  subject_id text,
  asker_hub text not null,
  asker_agency text not null,
  answerer_hub text not null,
  answerer_agency text not null,
  -- Of the custodian who asks.
  user_id uuid,
  reason text not null,
  purpose text not null,
  basis text not null,
  -- The consent, where it rests on one.
  basis_id uuid,
  instrument_id text not null,
  table_hash text not null,
  issued_at timestamptz(3) not null,
  check ((subject_id is null) = (user_id is null))
);
create index match_permit_subject on match_permit (subject_id);
grant select, insert on match_permit to consent_app;
