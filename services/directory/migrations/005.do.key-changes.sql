-- Since when a certificate has been named, and whether its owner has revoked it: what one statement changes in the one before is told.
alter table certificate
  add column listed_at timestamptz(3) not null default now(),
  add column revoked boolean not null default false;
