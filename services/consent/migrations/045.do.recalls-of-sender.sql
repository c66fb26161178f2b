-- Who sent a person to an organisation that is no member answers for it.
create index recall_sender on recall (from_agency) where answered_at is null;
