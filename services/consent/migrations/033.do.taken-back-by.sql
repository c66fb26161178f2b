-- Who took a basis back: what linked records lose with it depends on that. Null: nobody did, or before this was kept.
alter table basis add column taken_back_by text check (taken_back_by in ('self', 'guardian', 'court'));
grant update (taken_back_by) on basis to consent_app;
