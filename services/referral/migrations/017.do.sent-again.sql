-- When it was sent again, what is stated from then on counts.
grant update (at) on delivery to referral_app;
