-- That an agency is accredited, as the jurisdiction has signed it. Null: it was imported before statements said so, and is no more than one that has lapsed.
alter table agency
  add column accredited_on date,
  -- Names of the two institutions that approved it.
  add column accredited_by text[] not null default '{}',
  -- Exclusive.
  add column accredited_until timestamptz(3);

-- When the next statement is there at the latest. Null: it was imported before statements said so.
alter table statement add column next_by timestamptz(3);

-- Which warnings of a lapse that comes were given: each once.
create table accreditation_warned (
  hub text not null,
  agency_id text not null,
  accredited_until timestamptz(3) not null,
  -- So many days ahead.
  days integer not null,
  at timestamptz(3) not null,
  primary key (hub, agency_id, accredited_until, days)
);
grant select, insert on accreditation_warned to directory_app;
