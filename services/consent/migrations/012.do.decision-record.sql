-- Every decision as it was made, permit and denial: codes, ids, hashes and times. What was looked at is named, not copied, and
-- nothing of a row ever changes.
create table decision (
  -- Of a permit, the permit's id; of a denial, the id of its entry in the log of access.
  decision_id uuid primary key,
  outcome text not null check (outcome in ('permit', 'denial')),
  -- The row of the table that refused, or 'permitted'.
  rule text not null,
  occasion text not null check (occasion in ('submit', 'package', 'view', 'link', 'import')),
  referral_id text not null,
  -- Internal id of the person; never shown.
  subject_id text not null,
  -- Who asked: an agency of this hub, and its user where there was one.
  asker_agency text not null,
  user_id text,
  -- The agency of this hub whose data it is. Null where the data are another hub's, or the asker was not entitled to ask.
  owner_agency text,
  sender_hub text not null,
  sender_agency text not null,
  recipient_hub text not null,
  recipient_agency text not null,
  protocol text not null,
  priority text not null,
  -- Null: left open, and none was found.
  purpose text,
  services integer not null,
  report boolean not null,
  -- SHA-256, hex, of the question and of each statement about the person that was believed.
  request_hash text not null,
  attestation_hashes text[] not null,
  instrument_ids text[] not null,
  -- Each basis on record: id, version, kind, and the row that struck it out.
  considered jsonb not null,
  basis text,
  basis_id text,
  basis_version integer,
  instrument_id text,
  categories text[] not null,
  withheld jsonb not null,
  code_name_only boolean not null,
  policy_hash text not null,
  decided_at timestamptz(3) not null,
  check ((outcome = 'permit') = (rule = 'permitted')),
  check ((outcome = 'permit') = (basis_id is not null))
);
create index decision_referral on decision (referral_id, decided_at desc);
grant select, insert on decision to consent_app;

create function refuse_change_of_decision() returns trigger language plpgsql as $$
begin
  raise exception 'a decision is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger decision_append_only before update or delete on decision for each row execute function refuse_change_of_decision();
create trigger decision_no_truncate before truncate on decision for each statement execute function refuse_change_of_decision();
