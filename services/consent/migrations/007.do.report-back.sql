-- Consent has a direction: what the recipient finds out goes back to the sender only where the person has said so.
alter table basis add column report_back boolean not null default false check (not report_back or basis = 'consent');
-- As the other hub has signed it.
alter table imported_grant add column report_back boolean not null default false;
