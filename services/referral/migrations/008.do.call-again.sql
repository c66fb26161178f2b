-- Where the last escalation has been made already, nobody is called again until the clock has looked once more.
update referral set fire_at = next_due where fire_at is null and next_due is not null;
