-- Agencies of this hub that execute a request and may write to whoever leads the case, by leave of their own central authority. Ids only.
create table request_contact (
  request_id uuid not null references evidence_request,
  agency_id text not null,
  opened_at timestamptz(3) not null,
  opened_by uuid not null,
  closed_at timestamptz(3),
  closed_by uuid,
  primary key (request_id, agency_id, opened_at)
);
-- One at a time.
create unique index request_contact_open on request_contact (request_id, agency_id) where closed_at is null;
create index request_contact_agency on request_contact (agency_id) where closed_at is null;
grant select, insert on request_contact to exchange_app;
grant update (closed_at, closed_by) on request_contact to exchange_app;
