-- When something of an upload last came: it is given up when nobody goes on with it, however long ago it was begun. Of those that are under way
-- the days are counted anew.
alter table file add column touched_at timestamptz(3) not null default now();
grant update (touched_at) on file to redaction_app;
