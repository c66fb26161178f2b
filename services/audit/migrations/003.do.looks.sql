-- Which leaves speak of whom, by the names under which agencies know a person: for the person's own record. A projection of the log,
-- which can be made anew from it at any time; the entry is what counts.
create table leaf_subject (
  subject_ref text not null,
  index bigint not null,
  primary key (subject_ref, index)
);
create trigger leaf_subject_append_only before update or delete on leaf_subject
  for each row execute function refuse_change();
create trigger leaf_subject_no_truncate before truncate on leaf_subject
  for each statement execute function refuse_change();

-- Of the leaves that are there. Field 8 of an entry is a text of 36 characters (66, 36 in its bytes); in no other text of an entry can
-- a "$" stand, so that the first such pair is it, or what follows is no UUID.
insert into leaf_subject (subject_ref, index)
select ref, index
  from (
    select index, encode(substring(entry from position('\x4224'::bytea in entry) + 2 for 36), 'escape') as ref
      from leaf where position('\x4224'::bytea in entry) > 0
  ) as found
 where ref ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

grant select, insert on leaf_subject to audit_app;
