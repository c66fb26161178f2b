-- By which name somebody signed in who left, so that their supervisor knows whose open work it is. Null: of before.
alter table departure add column username text;
create index departure_agency on departure (agency_id, number desc);
