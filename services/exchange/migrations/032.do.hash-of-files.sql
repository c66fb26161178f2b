-- Of a file it is known when redaction has it whole: what is stated of it from then on names what came.
grant update (package_sha256) on incoming to exchange_app;
-- An auditor finds by its id what was stated about what an entry of the log names.
create index outgoing_carried on outgoing (package_id) where package_id is not null;
create index incoming_carried on incoming (package_id) where package_id is not null;
