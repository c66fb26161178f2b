-- That an officer found a guardian to have an interest of their own, while consent was being taken: it outlives the form, which is refused,
-- and counts for the person at whichever agency, by whichever of linked records. Nothing of it is given to anybody.
create table guardian_finding (
  subject_id text not null,
  subject_ref text not null,
  agency_id text not null,
  user_id text not null,
  found_at timestamptz(3) not null,
  primary key (subject_id, agency_id)
);
create index guardian_finding_ref on guardian_finding (subject_ref);
grant select, insert on guardian_finding to consent_app;
create trigger guardian_finding_immutable before update or delete on guardian_finding
  for each row execute function history_is_immutable();
-- What was decided on what is remembered of a person is decided anew.
create trigger guardian_finding_stamped after insert on guardian_finding for each row execute function raise_stamps_of_record();
