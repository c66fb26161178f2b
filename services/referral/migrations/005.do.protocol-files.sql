-- What each version of a protocol says, kept with the first referral that ran under it. It is never changed: a file that is taken out of
-- the folder, or changed in it, changes nothing for those that run.
create table protocol_file (
  protocol text not null,
  version integer not null check (version > 0),
  -- SHA-256 of what it says, however its file is laid out.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- With its fragments put in, and without any overlay. Not jsonb: steps are offered in the order in which they are written.
  content json not null,
  kept_at timestamptz(3) not null,
  primary key (protocol, version)
);
grant select, insert on protocol_file to referral_app;
