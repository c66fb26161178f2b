-- A file from another hub that is sealed to the key which its agency holds itself: its parts stay as they came, for nothing here opens them.
alter table file_arrival add column sealed_to text;
grant update (sealed_to) on file_arrival to redaction_app;
