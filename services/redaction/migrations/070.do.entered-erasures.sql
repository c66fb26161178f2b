-- When the access log had said that somebody is erased and that was settled here: from then on the key goes. Until then what stands against it is
-- looked at again at each try, however long the log was away.
alter table erasure add column entered_at timestamptz(3);
alter table destruction add column entered_at timestamptz(3);
-- Of what was begun before, the key may be gone.
update erasure set entered_at = now() where state in ('executing', 'executed');
update destruction set entered_at = begun_at;
grant update (entered_at) on erasure to redaction_app;
grant update (entered_at), delete on destruction to redaction_app;

-- When each user opened somebody alone in an emergency, to count by: of whom it does not say, so that it stays when the person is erased.
create table glass_count (
  user_id uuid not null,
  opened_at timestamptz(3) not null
);
create index glass_count_user on glass_count (user_id, opened_at);
insert into glass_count (user_id, opened_at) select user_id, opened_at from broken_glass where opened_at > now() - interval '7 days';
grant select, insert, delete on glass_count to redaction_app;
