-- When the person said yes, of a consent that narrows another: then, and not when it was narrowed. Null: when it was recorded.
alter table basis add column agreed_at timestamptz(3);
-- When it was said that it is taken back, where it ended later: what a linked record was given since stands. Null: when it ended.
alter table basis add column said_at timestamptz(3);
grant update (said_at) on basis to consent_app;

-- What a court's order ends and nobody agreed to waits for a second person of the agency that recorded it, as long as it takes. Null: it does not.
alter table withdrawal add column confirm_agency text;
do $$
declare
  waits name;
begin
  select conname into strict waits from pg_constraint
    where conrelid = 'withdrawal'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%effect_at IS NOT NULL%';
  execute format('alter table withdrawal drop constraint %I', waits);
end $$;
alter table withdrawal add constraint withdrawal_waits
  check (state <> 'waiting' or effect_at is not null or confirm_agency is not null);
alter table withdrawal add constraint withdrawal_of_an_order
  check (confirm_agency is null or (taken_by = 'court' and basis_id is not null));
create unique index withdrawal_order on withdrawal (basis_id, document) where state = 'waiting' and confirm_agency is not null;
create index withdrawal_confirm on withdrawal (confirm_agency) where state = 'waiting';
