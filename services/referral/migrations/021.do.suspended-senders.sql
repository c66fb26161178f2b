-- Who acts in the place of a sender that was suspended, by the jurisdiction's statement, and under which name it has the person. It stays when
-- the suspension is lifted.
alter table referral
  add column successor_agency text,
  add column successor_ref text,
  add column taken_over_at timestamptz(3),
  add check (num_nonnulls(successor_agency, successor_ref, taken_over_at) in (0, 3));
-- Lists of what was taken over, and which agencies have anything under way for which somebody must act.
create index referral_taken_over on referral (successor_agency, submitted_at desc, id desc) where successor_agency is not null;
create index referral_senders on referral (from_hub, coalesce(successor_agency, from_agency), id)
  where turn is not null or status = 'draft';

create or replace function count_assigned() returns trigger language plpgsql as $$
declare
  more integer := case
    when tg_op = 'INSERT' then 1
    when old.ended_at is null and new.ended_at is not null then -1
    else 0
  end;
begin
  if more <> 0 then
    update referral set
      from_assigned = from_assigned + case when coalesce(successor_agency, from_agency) = new.agency_id then more else 0 end,
      to_assigned = to_assigned + case when to_agency = new.agency_id then more else 0 end
    where id = new.referral_id;
  end if;
  return null;
end $$;

-- Agencies of this hub that are suspended while something that they sent waits for somebody to take over: who was told, and when they are
-- told next. Gone once nothing waits, or the suspension is lifted.
create table suspended_sender (
  agency_id text primary key,
  since timestamptz(3) not null,
  call_at timestamptz(3) not null,
  waiting integer not null check (waiting > 0),
  told text[] not null
);
grant select, insert, update, delete on suspended_sender to referral_app;

-- How many wait, for those who are responsible: which, they are not told.
alter table news add column waiting integer;
alter table news drop constraint news_check;
alter table news add constraint news_check check (num_nonnulls(referral_id, offer_id, intake_id, request_id, waiting) = 1);

-- Why consent halted it, if nobody took anything back: their holder was suspended. Not told to the other hub.
alter table step add column cause text check (cause = 'suspended');
