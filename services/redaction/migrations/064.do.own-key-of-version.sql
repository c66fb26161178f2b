-- A key over the person's, in the keys database: of what a package that was sent again brought, which may be refused by itself.
alter table record add column own_key uuid;
create index record_own_key on record (own_key) where own_key is not null;
alter table sealed_contents add column own_key uuid;

-- The latest version that was taken away again: its number does not come back.
alter table subject add column removed_version integer not null default 0;
grant update (removed_version) on subject to redaction_app;
