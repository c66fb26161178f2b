-- Permits of consent that a withdrawal has made void. Whoever still holds one stores nothing on it; a permit is believed for seconds, so
-- rows go after a day.
create table void_permit (
  permit_id text primary key,
  at timestamptz(3) not null
);
create index void_permit_at on void_permit (at);
grant select, insert, delete on void_permit to referral_app;

-- The permit on which a referral was sent, or last opened again.
create table rests_on (
  referral_id uuid primary key references referral,
  permit_id text not null
);
create index rests_on_permit on rests_on (permit_id);
grant select, insert, update on rests_on to referral_app;
