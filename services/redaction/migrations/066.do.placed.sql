-- Who answers for the person of a referral, as `referral` told last (a code of the contracts), and since when: by that an emergency
-- goes while `referral` does not answer. Null: of one of before, until something in it changes.
alter table known_referral add column place text, add column placed_at timestamptz(3);
grant update (place, placed_at) on known_referral to redaction_app;
