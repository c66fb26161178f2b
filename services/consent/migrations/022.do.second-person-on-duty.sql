-- From which roster the second person came: the agency's, the hub's, or none, because nobody was on duty. Null: unconfirmed, or confirmed
-- before rosters were asked.
alter table basis add column confirmed_roster text check (confirmed_roster in ('agency', 'hub', 'none'));
alter table basis add check (confirmed_roster is null or confirmed_at is not null);
grant update (confirmed_roster) on basis to consent_app;
alter table one_case_authorisation add column confirmed_roster text check (confirmed_roster in ('agency', 'hub', 'none'));
alter table one_case_authorisation add check (confirmed_roster is null or confirmed_at is not null);
grant update (confirmed_roster) on one_case_authorisation to consent_app;
