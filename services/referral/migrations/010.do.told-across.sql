-- Referrals between two hubs of which the other hub may have something to hear: what came of a sub-referral, or a link. Rows only come and
-- go, and refer to nothing: whoever adds one waits for nobody.
create table tell_across (
  id bigint generated always as identity primary key,
  referral_id uuid not null
);
create index tell_across_referral on tell_across (referral_id);
grant select, insert, delete on tell_across to referral_app;

-- The number under which the other hub hears of a sub-referral: it is told neither its id nor its agency.
alter table link add column told_as integer check (told_as > 0);
create unique index link_told on link (other_id, told_as) where told_as is not null;
grant update (told_as) on link to referral_app;

-- Rises whenever a shift of an agency is planned or removed.
create table rota_version (
  agency_id text primary key,
  version integer not null check (version > 0)
);
grant select, insert, update on rota_version to referral_app;
insert into rota_version (agency_id, version) select agency_id, count(*) + count(removed_at) from rota group by agency_id;
