-- Of what a supplement is made is kept where it ended because its referral was taken back, which may turn out to have had no effect. Its bytes are gone
-- by then, so that it is not found with those that go in time.
create index outgoing_purge_remake on outgoing (ended_at) where message is null and remake is not null;
