-- For whom an agency is, as the jurisdiction has signed it. Null: nothing is stated, and so nobody is left out by it.
alter table agency
  -- Full years, both included.
  add column minimum_age integer,
  add column maximum_age integer,
  -- Codes of HTCDS.
  add column genders text[];
