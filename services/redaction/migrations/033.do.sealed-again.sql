-- What another hub refused for a key is sealed again under another one: as what it goes now, and which keys it was sealed to and signed with.
-- Null: it went before there was any such note, or has not gone.
alter table request_text
  add column sent_as uuid unique,
  add column sealed_to text,
  add column signed_by text,
  add column made integer not null default 1;
grant update (sent_as, sealed_to, signed_by, made) on request_text to redaction_app;

alter table file_delivery
  add column sealed_to text,
  add column signed_by text,
  add column made integer not null default 1;
grant update (sealed_to, signed_by) on file_delivery to redaction_app;
