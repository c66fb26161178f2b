-- Referrals that their sender took back: what was being made of one by then, and comes after that, leaves no more.
create table taken_back (referral_id uuid primary key, at timestamptz not null);
grant select, insert on taken_back to exchange_app;
