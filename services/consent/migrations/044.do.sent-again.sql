-- What is sent again brings a grant of its own. It stands beside the one before it, and of a referral's the one that was signed last counts.
alter table imported_grant drop constraint imported_grant_referral_id_key;
create index imported_grant_referral on imported_grant (referral_id, valid_from desc);

-- What this hub's referral cannot receive is let go of.
grant delete on imported_grant, grant_status to consent_app;
