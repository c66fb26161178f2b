-- When what another hub's agency wrote was first shown to somebody: its sender gets one signed statement of that.
alter table message add column opened_at timestamptz;
alter table request_text add column opened_at timestamptz;
grant update (opened_at) on message to redaction_app;
grant update (opened_at) on request_text to redaction_app;
