-- What the recipient in another hub has assessed and its sender may know: no more answers than that, and no part of any other view.
alter table assessment add column received boolean not null default false;
create index assessment_referral on assessment (referral_id, seq);
