-- On which of consent's permits a code sheet was made: when it is read, consent says whether the second officer whom it needs has stood
-- by. Null: made before.
alter table record_sheet
  add column made_on uuid,
  -- By then somebody has to. Null: nobody need.
  add column stand_by_until timestamptz(3);
