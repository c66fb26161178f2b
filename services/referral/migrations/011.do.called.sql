-- Whether the supervisors of whoever must meet a deadline have been called of it: what they answer for is a list of its own.
alter table due add column called boolean not null default false;
update due set called = true
from referral where referral.id = due.referral_id and exists (
  select from fired where fired.referral_id = due.referral_id and fired.deadline = due.deadline
    and fired.key ~ '^(supervisor|again)' and fired.run_key <= due.due_at and fired.run_key >= referral.submitted_at
);
create index due_called on due (owner_agency, due_at, referral_id, deadline) where called;
