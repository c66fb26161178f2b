-- Statements of the jurisdiction, as signed. The newest is what the other tables hold.
create table statement (
  version bigint primary key,
  sha256 text not null,
  issued_at timestamptz(3) not null,
  text text not null,
  signature text not null,
  imported_at timestamptz(3) not null
);
grant select, insert on statement to directory_app;

create table hub (
  hub text primary key,
  jurisdiction_armored text not null,
  jurisdiction_fingerprint text not null
);
create table agency (
  hub text not null references hub,
  agency_id text not null,
  type text not null,
  -- Of the organisation, never of a person.
  name text not null,
  issuer text not null,
  suspended boolean not null,
  primary key (hub, agency_id)
);
create index agency_name on agency (name, hub, agency_id);
create table certificate (
  fingerprint text primary key,
  hub text not null references hub,
  -- Empty: of the hub's services.
  agency_id text,
  use text not null,
  armored text not null,
  hub_held boolean not null,
  foreign key (hub, agency_id) references agency (hub, agency_id)
);
create index certificate_owner on certificate (hub, agency_id);
create table instrument (
  id text primary key,
  citation text not null,
  hubs text[] not null,
  matter text not null,
  valid_until timestamptz(3) not null
);
-- A newer statement takes the place of all of it.
grant select, insert, delete on hub, agency, certificate, instrument to directory_app;
