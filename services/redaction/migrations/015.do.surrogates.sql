-- Which word ("testigo A") stands for whom in the texts that one agency is shown in one referral, so that it is the same word each time.
-- It names other people: under the person's key.
create table surrogates (
  subject_id uuid not null references subject on delete cascade,
  agency_hub text not null,
  agency_id text not null,
  referral_id text not null,
  -- Of two that add somebody at once, the later one looks again.
  version integer not null,
  ciphertext bytea not null,
  primary key (subject_id, agency_hub, agency_id, referral_id)
);
grant select, insert on surrogates to redaction_app;
grant update (version, ciphertext) on surrogates to redaction_app;
