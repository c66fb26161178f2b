-- Lines that nobody has to open: of who left, as accounts tells it, and of each quarter that begins.
alter table register_line
  -- Of somebody who works, whom it is about.
  add column user_id text,
  -- From what it follows, so that it is opened once, whoever tries. Null: somebody opened it.
  add column origin text unique;

-- How many departures were heard of.
create table departures_heard (
  only_row boolean primary key default true check (only_row),
  number integer not null check (number >= 0)
);
insert into departures_heard (number) values (0);
grant select, update (number) on departures_heard to audit_app;
