-- Seconds since 1970, of the last sign-in and of when all that there were ended: what the provider writes down late, for a sign-in of before, is
-- known by them. A sign-in after the end has a later second than it, and an end none that is before a sign-in, whatever clocks say.
alter table account
  add column signed_in_at bigint not null default 0,
  add column signed_out_at bigint not null default 0;
