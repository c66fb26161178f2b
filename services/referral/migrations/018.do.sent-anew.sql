-- When it is sent again, what was stated of the sending before is nothing of this one: it goes here, and stays in the evidence of exchange.
grant delete on delivery to referral_app;
revoke update (at) on delivery from referral_app;
