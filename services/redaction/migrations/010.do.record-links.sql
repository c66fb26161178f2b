-- Two records that two custodians have found to be of one person. Random ids alone, which outlive the records: whoever is linked through
-- a record that was erased stays linked.
create table record_link (
  link_id uuid primary key,
  one uuid not null,
  other uuid not null,
  linked_at timestamptz(3) not null,
  unique (one, other),
  check (one < other)
);
create index record_link_other on record_link (other);

-- What one custodian asks and another confirms: that two records be linked, or not be linked any more.
create table record_link_request (
  request_id uuid primary key,
  kind text not null check (kind in ('link', 'unlink')),
  link_id uuid not null,
  one uuid not null,
  other uuid not null,
  reason text not null,
  requested_by uuid not null,
  requested_agency text not null,
  requested_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  confirmed_by uuid,
  confirmed_at timestamptz(3),
  check (one < other),
  check ((confirmed_by is null) = (confirmed_at is null)),
  -- Nobody confirms their own.
  check (confirmed_by is null or confirmed_by <> requested_by)
);
create index record_link_request_waiting on record_link_request (expires_at) where confirmed_by is null;

-- The record itself and all that are linked with it, however many steps away.
create function records_of_person(record uuid) returns setof uuid language sql stable as $$
  with recursive person (id) as (
    select record
    union
    select case l.one when p.id then l.other else l.one end from person p join record_link l on p.id in (l.one, l.other)
  )
  select id from person
$$;

grant select, insert, delete on record_link to redaction_app;
grant select, insert on record_link_request to redaction_app;
grant update (confirmed_by, confirmed_at) on record_link_request to redaction_app;
grant execute on function records_of_person (uuid) to redaction_app;
