-- Who is on duty in the hub, whatever the agency: a second person comes from there for an agency whose own rota names nobody.
create index rota_running on rota (starts_at) where removed_at is null;
