-- That what came from another hub is being destroyed at that hub's word: written down under the person's lock, with no order standing against it,
-- before the key goes. From then on no order is placed on the person, and what is broken off is gone on with. It goes with the person.
create table destruction (
  subject_id uuid primary key references subject on delete cascade,
  -- The message or the recall that asks for it.
  asked_by uuid not null,
  begun_at timestamptz(3) not null
);
grant select, insert on destruction to redaction_app;
