-- A grant of another hub that stands longer than it says itself: its hub awaited a sheet or a second person, and it has come.
alter table grant_status add column stands_until timestamptz(3);

-- What has come lately: the hubs to which packages left on it are told.
create index basis_came on basis (greatest(sheet_added_at, confirmed_at))
  where sheet_added_at is not null or confirmed_at is not null;
