-- Offers that wait for an answer, however many were answered before.
create index offer_box_open on offer (to_agency, made_at desc, id desc) where answer is null;

-- How many of an intake have been referred, so that those which are complete are passed over by an index.
alter table intake add column sent integer not null default 0;
update intake set sent = (select count(*) from intake_referral where intake_id = intake.id);
drop index intake_agency;
create index intake_open on intake (agency_id, due_at, id) where sent < people;
create function count_sent() returns trigger language plpgsql as $$
begin
  update intake set sent = sent + 1 where id = new.intake_id;
  return null;
end $$;
create trigger count_sent after insert on intake_referral for each row execute function count_sent();
-- Functions can be run by nobody unless this is said.
grant execute on function count_sent to referral_app;
grant update (sent) on intake to referral_app;

-- In the order in which a rota is read; one shift is of a month at most.
drop index rota_agency;
create index rota_agency on rota (agency_id, starts_at, id) where removed_at is null;
-- Who leads the others while on duty: a supervisor's calls are theirs first.
alter table rota add column supervises boolean not null default false;

-- Whom it is for, and supervisors see it too; null: everybody of the agency. News never wait for one who may not come.
alter table news add column users uuid[] check (cardinality(users) > 0);
