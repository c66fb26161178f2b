-- What an agency offers, as the jurisdiction has signed it.
alter table agency
  -- Codes of service categories.
  add column services text[] not null default '{}',
  -- Of the organisation, staffed day and night.
  add column duty_phone text,
  add column takes_minors boolean not null default false;
create index agency_services on agency using gin (services);

-- How much room an agency of this hub has, as it says itself. It outlives the statement: no reference to a row of it.
create table capacity (
  agency_id text not null,
  service text not null,
  places integer not null check (places >= 0),
  open boolean not null,
  stated_at timestamptz(3) not null,
  stated_by text not null,
  primary key (agency_id, service)
);
grant select, insert, update on capacity to directory_app;
