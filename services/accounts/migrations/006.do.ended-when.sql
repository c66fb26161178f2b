-- When it ended, not when its transaction began: an import of users that takes long ends sign-ins last, and what was issued meanwhile is of
-- before.
alter table ended_sign_in alter at set default clock_timestamp();
