-- Other uses of what came to an agency of this hub, as its sender has answered (referral.uses-moved.v1): by what may be passed on, it decides.
create table permitted_use (
  referral_id text primary key,
  subject_id text not null,
  -- Of this hub, which received it.
  agency_id text not null,
  -- On which it came: a grant of another hub, or a basis of another agency's.
  basis_id text not null,
  -- use, how, until: those alone that are permitted.
  uses jsonb not null,
  moved_at timestamptz(3) not null
);
create index permitted_use_subject on permitted_use (subject_id, agency_id);
grant select, insert, update on permitted_use to consent_app;

create function raise_stamps_of_use() returns trigger language plpgsql set search_path from current as $$
begin
  perform raise_stamps('record ' || new.subject_id);
  return null;
end $$;
create trigger permitted_use_stamped after insert or update on permitted_use for each row execute function raise_stamps_of_use();
