-- How many parts of a bundle the other hub has said that it has: whoever handed it over sees how far it is.
alter table file_delivery add column carried integer not null default 0 check (carried >= 0);
grant update (carried) on file_delivery to redaction_app;
