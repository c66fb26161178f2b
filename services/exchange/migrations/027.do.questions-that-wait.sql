-- What a peer has asked about a file, until all that it sent before is settled: also parts that the vault could not take at once, and that
-- wait to be offered again. Answered before that, it would send these a second time.
create table file_question (
  peer text not null,
  delivery_id uuid not null,
  -- The last: its sender awaits no answer to those before.
  question_id uuid not null,
  -- Its place in what that peer sent.
  place bigint not null,
  -- Its sender asks again long before that.
  expires_at timestamptz(3) not null,
  primary key (peer, delivery_id)
);
grant select, insert, delete on file_question to exchange_app;
grant update (question_id, place, expires_at) on file_question to exchange_app;
