-- What is decided by a table of its own is kept as a decision too: a notice, a question whether another hub knows a person, who stands behind
-- a pseudonym, what a request for evidence says, and a person's own record.
alter table decision
  drop constraint decision_occasion_check,
  add constraint decision_occasion_check check (occasion in ('submit', 'package', 'view', 'link', 'import', 'hand_over',
    'notice', 'match', 'reidentification', 'evidence', 'record')),
  -- Null: of no referral's protocol, or of no referral at all, or of nobody whom this hub knows.
  alter column protocol drop not null,
  alter column priority drop not null,
  alter column referral_id drop not null,
  alter column subject_id drop not null;

-- That a person reads their own record rests on no basis.
do $$
declare
  known text;
begin
  select conname into strict known from pg_constraint
   where conrelid = 'decision'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%basis_id IS NOT NULL%';
  execute format('alter table decision drop constraint %I', known);
end $$;
alter table decision
  add check ((outcome = 'permit' and occasion <> 'record') = (basis_id is not null)),
  add check (occasion in ('notice', 'match', 'reidentification', 'evidence', 'record')
    or (protocol is not null and priority is not null and referral_id is not null and subject_id is not null));

-- Who stands behind a pseudonym is told on a basis on record. Null: of before.
alter table reidentification_permit
  add column basis_id uuid references basis,
  add column basis_version integer;
