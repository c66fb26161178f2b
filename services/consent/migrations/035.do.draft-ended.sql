-- When a safeguarding draft was sent or discarded, as referral tells: from then on the next refusal opens another. Of one from before this
-- nobody may have told; as until now it stands for a day.
alter table safeguarding_draft add column ended_at timestamptz(3);
update safeguarding_draft set ended_at = opened_at + interval '24 hours';
grant update (ended_at) on safeguarding_draft to consent_app;
