-- Referrals whose consent was taken back, and when: what was built for one before that, and is heard of after it, leaves no more.
create table withdrawn (referral_id text primary key, at timestamptz(3) not null);
grant select, insert on withdrawn to exchange_app;
grant update (at) on withdrawn to exchange_app;
