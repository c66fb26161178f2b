-- How many parts of a bundle are there is counted as they come: to count them all with each one took the longer the larger a file was.
alter table file_arrival add column here integer not null default 0 check (here between 0 and parts);
update file_arrival a set here = case when state = 'coming' then
  (select count(*) from file_part_in p where p.from_hub = a.from_hub and p.delivery_id = a.delivery_id) else parts end;
grant update (here) on file_arrival to redaction_app;
