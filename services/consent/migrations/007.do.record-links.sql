-- Records of one person, as two custodians have found, by the names that agencies have for them. No agency is told of another.
create table record_link (
  link_id uuid not null,
  -- 1 or 2: of which of the two records it is a name.
  side smallint not null check (side in (1, 2)),
  subject_ref text not null,
  linked_at timestamptz(3) not null,
  primary key (link_id, side, subject_ref)
);
create index record_link_ref on record_link (subject_ref);
create index basis_ref on basis (subject_ref);

-- By which name the receiving agency has the person of a package. Null of what came before this was kept.
alter table imported_grant add column subject_ref text;

-- Every name of the person behind a record, of all records that are linked with it.
create function names_of_person(record text) returns setof text language sql stable as $$
  with recursive person (subject_ref) as (
    select subject_ref from basis where subject_id = record
    union
    select subject_ref from imported_grant where subject_id = record and subject_ref is not null
    union
    select other.subject_ref from person p
      join record_link own on own.subject_ref = p.subject_ref
      join record_link other on other.link_id = own.link_id
  )
  select subject_ref from person
$$;

grant select, insert, delete on record_link to consent_app;
grant execute on function names_of_person (text) to consent_app;
