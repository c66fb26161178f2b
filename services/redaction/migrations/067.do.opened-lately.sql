-- Whom each user has opened in the last day: above a number of people each further one takes a fresh sign-in. Of whom is not the log's to say in
-- clear, and is forgotten after that day, or with the person.
create table opened_lately (
  user_id text not null,
  subject_id uuid not null references subject on delete cascade,
  opened_at timestamptz(3) not null,
  primary key (user_id, subject_id)
);
create index opened_lately_at on opened_lately (opened_at);
create index opened_lately_subject on opened_lately (subject_id);
grant select, insert, update (opened_at), delete on opened_lately to redaction_app;
