-- The date of which the access log has heard that it went by without a review, or without a second person's word: once for each. Null: of none
-- yet.
alter table basis add column review_entered timestamptz(3);
alter table one_case_authorisation add column review_entered timestamptz(3);
-- Of what lapsed before this was asked nobody can do anything any more.
update one_case_authorisation set review_entered = confirm_by where confirmed_at is null and confirm_by < now();
grant update (review_entered) on basis, one_case_authorisation to consent_app;
