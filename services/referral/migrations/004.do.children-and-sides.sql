-- What stays inside an agency takes no number of its own: a gap in the numbers that another hub is told would tell that there is
-- something. It bears the number of the step before it (0: it is the first of its side), and its place after that.
alter table step add column part integer not null default 0 check (part >= 0);
alter table step drop constraint step_number_check, drop constraint step_pkey;
alter table step add check (number > 0 or (number = 0 and part > 0)), add primary key (referral_id, side, number, part);

-- Whether the person is under 18 or of an age in doubt, as this hub's redaction has said last: a yes or no, nothing more. Of what was
-- referred before this was kept nobody has said it, so the age is in doubt until the record is completed.
alter table referral add column minor boolean not null default true;
