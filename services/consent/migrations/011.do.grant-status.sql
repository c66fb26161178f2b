-- Which grants of another hub stand, as that hub has signed it last.
create table status_list (
  from_hub text primary key,
  sequence bigint not null,
  issued_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  alarmed_at timestamptz(3)
);
grant select, insert, update on status_list to consent_app;

create table grant_status (
  grant_id text primary key references imported_grant,
  as_of timestamptz(3) not null,
  in_force boolean not null
);
grant select, insert, update on grant_status to consent_app;

-- When each other hub was last told which of this hub's grants stand.
create table status_push (
  to_hub text primary key,
  sequence bigint not null,
  pushed_at timestamptz(3) not null
);
grant select, insert, update on status_push to consent_app;

create index permit_grant on permit (recipient_hub, basis_id) where occasion = 'package' and grant_id is not null;
create index imported_grant_hub on imported_grant (from_hub);
