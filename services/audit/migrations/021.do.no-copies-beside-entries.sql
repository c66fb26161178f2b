-- Who is spoken of where, and on which referral, is asked of the projection (010), which is made from the log and forgets with it; nobody
-- read these any more. Copies that stood in clear beside encrypted halves told of an entry after its keys were gone.
drop table leaf_subject;
drop index leaf_referral;
alter table leaf drop column occurred_at, drop column referral_id;

-- A key is written with the first entry under it, whose row names the key's id.
grant usage on sequence half_key_id_seq to audit_app;
