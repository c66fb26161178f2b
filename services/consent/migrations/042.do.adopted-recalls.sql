-- A recall that came first waits below that of whoever passed the person on, once that one is recalled too.
grant update (parent_id) on recall to consent_app;
