-- When somebody looks at it: at the latest when no second person has confirmed it in time, for then it lapses and is reviewed. Also what
-- ended by itself is looked at once; after that review_by is null.
alter table basis add column review_due timestamptz(3) generated always as (
  case when confirm_by is not null and confirmed_at is null and (reviewed_at is null or reviewed_at < confirm_by)
    then least(confirm_by, review_by) else review_by end
) stored;
drop index basis_review;
create index basis_review on basis (agency_id, review_due, id) where review_due is not null and withdrawn_at is null;
