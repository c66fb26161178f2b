-- The day of review of which the access log has heard that it went by without one: once for each. Null: of none yet.
alter table legal_hold add column review_entered date;
alter table secrecy_order add column review_entered date;
alter table erasure add column review_entered date;
grant update (review_entered) on legal_hold, secrecy_order, erasure to redaction_app;
