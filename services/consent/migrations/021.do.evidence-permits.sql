-- Permits to read what a request for evidence says, and to send it to the other state's central authority. On record before they are signed.
create table evidence_permit (
  permit_id uuid primary key,
  request_id uuid not null,
  sender_hub text not null,
  sender_agency text not null,
  recipient_hub text not null,
  recipient_agency text not null,
  -- Of who reads. Null where it leaves.
  user_id uuid,
  purpose text not null,
  -- Null where nothing crosses a border by it.
  instrument_id text,
  table_hash text not null,
  issued_at timestamptz(3) not null,
  check ((user_id is null) = (instrument_id is not null))
);
create index evidence_permit_request on evidence_permit (request_id);
grant select, insert on evidence_permit to consent_app;
