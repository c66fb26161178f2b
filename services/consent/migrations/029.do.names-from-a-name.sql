-- Every name of the person behind a record, also where nothing is on record for it yet but the name by which it is asked about.
create function names_known_by(record text, ref text) returns setof text language sql stable as $$
  with recursive person (subject_ref) as (
    select ref
    union
    select subject_ref from names_of_person(record) as known (subject_ref)
    union
    select other.subject_ref from person p
      join record_link own on own.subject_ref = p.subject_ref
      join record_link other on other.link_id = own.link_id
  )
  select subject_ref from person
$$;
grant execute on function names_known_by (text, text) to consent_app;
create index consent_refusal_ref on consent_refusal (subject_ref);
