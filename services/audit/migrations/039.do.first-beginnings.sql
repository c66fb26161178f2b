-- Whoever holds a log's key signs as many other beginnings of it as they like, and anybody may send them. The first of each log are kept, and
-- one a day after these; of the others there is a count.
create table refused_more (
  origin text primary key,
  heads bigint not null
);
grant select, insert, update on refused_more to audit_app;
