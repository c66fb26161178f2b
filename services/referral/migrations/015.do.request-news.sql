-- That something waits about a request for evidence, which is exchange's; here is its id.
alter table news add column request_id uuid;
alter table news drop constraint news_check;
alter table news add constraint news_check check (num_nonnulls(referral_id, offer_id, intake_id, request_id) = 1);
