-- The entry of the access log by which a file was handed over: that it is sealed and may leave is an entry of its own, on the same grounds. Null:
-- it was handed over before this was kept.
alter table file_delivery add column entry bytea;
-- SHA-256 of the list of a bundle that came, hex: what the other hub is told that this one has. Null until it is there whole, and of what came before.
alter table file_arrival add column sha256 text;
grant update (sha256) on file_arrival to redaction_app;
