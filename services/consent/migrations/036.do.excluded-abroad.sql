-- Whom a person who came from another hub never wants to know: said with the grant of a referral, or since, also before its package has come.
create table told_exclusion (
  from_hub text not null,
  referral_id text not null,
  -- Alone it bars the whole hub.
  hub text not null,
  agency_type text,
  agency_id text,
  user_id text,
  told_at timestamptz(3) not null,
  unique nulls not distinct (from_hub, referral_id, hub, agency_type, agency_id, user_id)
);
grant select, insert on told_exclusion to consent_app;

-- What has left for other hubs about a person: they are told whom the person excludes.
create index permit_left on permit (subject_id) where occasion = 'package' and grant_id is not null;
create index imported_grant_ref on imported_grant (subject_ref);
