-- A code sheet that an agency makes without a consent in force opens only once a second officer has stood by: of another agency
-- (independent) where the person has taken back what they agreed to with this one. Null: nobody need, or no sheet was made on the permit.
alter table record_permit
  add column stand_by text check (stand_by in ('second', 'independent')),
  add column stand_by_until timestamptz(3),
  -- By which name the agency has the person.
  add column subject_ref text,
  add check (stand_by is null or (stand_by_until is not null and subject_ref is not null and user_id is not null));

create table sheet_stand_by (
  permit_id uuid primary key references record_permit,
  agency_id text not null,
  user_id uuid not null,
  roster text not null check (roster in ('agency', 'hub', 'none')),
  stood_by_at timestamptz(3) not null
);
create trigger sheet_stand_by_immutable before update or delete on sheet_stand_by
  for each row execute function permit_is_immutable();
grant select, insert on sheet_stand_by to consent_app;
