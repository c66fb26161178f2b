-- What is on record of a person, and under a name for one, is told from what it was at another moment by a number that rises with it,
-- whoever writes: so that a decision may rest on what was read before, and whoever keeps it compares.
create table record_stamp (
  -- 'record ' and the internal id of a person, or 'name ' and the name by which an agency knows one.
  key text primary key,
  version bigint not null
);
grant select, insert, update on record_stamp to consent_app;

-- As whoever writes, from wherever they write.
create function raise_stamps(variadic keys text[]) returns void language sql set search_path from current as $$
  -- In one order, so that two who raise the same do not wait for one another.
  insert into record_stamp (key, version) select key, 1 from (select distinct unnest(keys)) as raised (key) where key is not null order by key
    on conflict (key) do update set version = record_stamp.version + 1
$$;
grant execute on function raise_stamps (text[]) to consent_app;

create function raise_stamps_of_record() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('record ' || new.subject_id, 'name ' || new.subject_ref);
  return null;
end $$;
create trigger basis_stamped after insert or update on basis for each row execute function raise_stamps_of_record();
create trigger imported_grant_stamped after insert or update on imported_grant for each row execute function raise_stamps_of_record();

-- An exclusion holds for its person, and for whoever has the name under which its form was taken.
create function raise_stamps_of_exclusion() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('record ' || new.subject_id, 'record ' || b.subject_id, 'name ' || b.subject_ref) from basis b where b.id = new.basis_id;
  return null;
end $$;
create trigger exclusion_stamped after insert on exclusion for each row execute function raise_stamps_of_exclusion();

create function raise_stamps_of_binding() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('record ' || b.subject_id) from basis b where b.id = new.basis_id;
  return null;
end $$;
create trigger recipient_binding_stamped after insert on recipient_binding for each row execute function raise_stamps_of_binding();

create function raise_stamps_of_link() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('name ' || new.subject_ref, 'name ' || old.subject_ref);
  return null;
end $$;
create trigger record_link_stamped after insert or update or delete on record_link for each row execute function raise_stamps_of_link();

insert into record_stamp (key, version)
  select 'record ' || subject_id, 1 from basis union select 'name ' || subject_ref, 1 from basis
  union select 'record ' || subject_id, 1 from imported_grant
  union select 'name ' || subject_ref, 1 from imported_grant where subject_ref is not null;
