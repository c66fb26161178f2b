-- A day's books are told twice: soon, and when all of it has ended; and again by a hub that was restored from a backup. Each time is compared, and answered.
alter table reconciliation add round integer not null default 1 check (round > 0);
alter table reconciliation drop constraint reconciliation_pkey;
alter table reconciliation add primary key (peer, direction, day, from_id, round);
alter table difference drop constraint difference_pkey;
alter table difference add primary key (peer, direction, ledger_id, message_id);
drop index difference_ledger;
