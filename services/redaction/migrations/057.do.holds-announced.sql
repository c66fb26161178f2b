-- That an order is being placed on a person, before the access log is told: whoever takes entries of the log away asks, and hears of it though the
-- order does not stand yet. It goes when the order stands; one that was broken off counts for an hour.
create table legal_hold_announced (
  hold_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  at timestamptz(3) not null
);
create index legal_hold_announced_subject on legal_hold_announced (subject_id);
grant select, insert, delete on legal_hold_announced to redaction_app;
