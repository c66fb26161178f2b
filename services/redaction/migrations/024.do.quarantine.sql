-- Where a scanner for malware is configured, a file that was verified waits for its word, and is opened by nobody until then.
alter table file
  add column code text,
  -- Null: it has not been looked at for malware.
  add column scanned_at timestamptz(3);
alter table file drop constraint file_state_check;
alter table file add constraint file_state_check
  check (state in ('uploading', 'received', 'kept', 'refused', 'arriving', 'quarantined'));
create index file_quarantined on file (try_at) where state = 'quarantined';
grant update (code, scanned_at) on file to redaction_app;

alter table file_arrival drop constraint file_arrival_state_check;
alter table file_arrival add constraint file_arrival_state_check
  check (state in ('coming', 'arrived', 'quarantined', 'stored', 'refused'));
