-- Of what was sent, the other hub says from time to time that it is through: no more is under way to it at once than it has room for.
alter table file_out
  -- Parts of which it has not said so.
  add column under_way integer not null default 0 check (under_way >= 0),
  -- How many of these went before the last question.
  add column under_way_then integer not null default 0 check (under_way_then >= 0);
grant update (under_way, under_way_then) on file_out to exchange_app;
