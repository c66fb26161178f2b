-- Referrals of a suspended sender in whose place another agency of this hub acts: what the person agreed to with the one lets the other refer them
-- to whom it names. Nothing is disclosed to that agency by it.
create table taken_over (
  referral_id uuid primary key,
  subject_id text not null,
  from_agency text not null,
  by_agency text not null,
  at timestamptz(3) not null
);
create index taken_over_subject on taken_over (subject_id, by_agency);
grant select, insert, update on taken_over to consent_app;

-- What was remembered of the person for that agency is not all that counts any more.
create function raise_stamps_of_taken_over() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('record ' || new.subject_id);
  return null;
end $$;
create trigger taken_over_stamped after insert or update on taken_over for each row execute function raise_stamps_of_taken_over();
grant execute on function raise_stamps_of_taken_over to consent_app;
