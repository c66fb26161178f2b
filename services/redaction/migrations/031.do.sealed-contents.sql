-- What another hub sealed to an agency of this one that holds its keys itself: nothing here opens it. It stands under the person's key
-- besides, so that erasing the person ends it. A supplement takes the place of what came before.
create table sealed_contents (
  subject_id uuid primary key references subject (id) on delete cascade,
  package_id uuid not null,
  -- Of the agency's certificate.
  sealed_to text not null,
  categories text[] not null,
  -- It was released with a code name for a name.
  code_name_only boolean not null,
  ciphertext bytea not null
);
grant select, insert, update, delete on sealed_contents to redaction_app;
