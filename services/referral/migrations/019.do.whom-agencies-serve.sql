-- Whether the agency that was asked is for such a person, by what the directory states of it. False: none that is was left. For the
-- sender, who knows the person; the agency that is asked is told no more than before.
alter table offer add column serves boolean not null default true;
