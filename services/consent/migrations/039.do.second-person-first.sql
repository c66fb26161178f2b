-- Of a danger that its agency has claimed for this person before: a second person comes before anything goes. Said once, when it is recorded.
alter table basis add column second_first boolean not null default false;
