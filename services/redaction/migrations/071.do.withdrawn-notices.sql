-- When the access log had said that a notice was withdrawn: it stands no more from the moment it is, be the log away or not, and is entered later.
alter table notice add column withdrawal_entered_at timestamptz(3);
update notice set withdrawal_entered_at = withdrawn_at where withdrawn_at is not null;
create index notice_withdrawal_unentered on notice (withdrawn_at) where withdrawn_at is not null and withdrawal_entered_at is null;
grant update (withdrawal_entered_at) on notice to redaction_app;
