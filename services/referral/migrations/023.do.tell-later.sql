-- What could not be told is looked at again from then on, and holds up no other. Null: it was not tried yet.
alter table tell_across add column look_at timestamptz(3);
grant update (look_at) on tell_across to referral_app;
