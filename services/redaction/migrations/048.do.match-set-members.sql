-- Who is in a set of the day, and with which version of the record: whom that hub is not to hear of any more closes it.
create table match_set_member (
  peer text not null,
  epoch text not null,
  subject_id uuid not null references subject (id) on delete cascade,
  version integer not null,
  primary key (peer, epoch, subject_id),
  foreign key (peer, epoch) references match_set on delete cascade
);
grant select, insert on match_set_member to redaction_app;
