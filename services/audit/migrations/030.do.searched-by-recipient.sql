-- Whoever received is searched for like whoever did it.
create index projected_recipient on projected ((shown -> 'recipient' ->> 'hub'), (shown -> 'recipient' ->> 'agencyId'), index)
 where shown -> 'recipient' ->> 'agencyId' is not null;
