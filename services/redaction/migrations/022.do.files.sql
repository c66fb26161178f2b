-- Files that an agency keeps about a person: encrypted by the agency's own program before they are sent, chunk by chunk. The secret of a
-- file, what it is and who had it stand under the person's data key; erasing the person ends all of it. The agency that sent a file reads it
-- again, and nobody else.
create table file (
  file_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  by_hub text not null,
  by_agency text not null,
  -- Of the encrypted file, in bytes.
  size bigint not null check (size > 0),
  received bigint not null default 0 check (received between 0 and size),
  -- refused: what came is not what was announced.
  state text not null check (state in ('uploading', 'received', 'kept', 'refused')),
  ciphertext bytea not null,
  begun_at timestamptz(3) not null,
  settled_at timestamptz(3),
  check ((state = 'uploading') = (received < size))
);
create index file_subject on file (subject_id);
create index file_received on file (begun_at) where state in ('uploading', 'received');

create table file_piece (
  file_id uuid not null references file on delete cascade,
  -- At which byte of the encrypted file it begins.
  at bigint not null,
  length integer not null check (length > 0),
  bytes bytea not null,
  primary key (file_id, at)
);
-- Ciphertext does not get smaller.
alter table file_piece alter column bytes set storage external;

grant select, insert, delete on file, file_piece to redaction_app;
grant update (received, state, ciphertext, settled_at) on file to redaction_app;
