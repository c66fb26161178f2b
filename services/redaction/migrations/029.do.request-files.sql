-- Files of requests for evidence: annexes of what is asked, and what is handed over in answer. They stand under the request's own key, and
-- are no person's.
alter table file
  alter column subject_id drop not null,
  add column request_id uuid,
  -- As which the request names it.
  add column item_id uuid;
alter table file add constraint file_owner
  check ((subject_id is null) <> (request_id is null) and (request_id is null) = (item_id is null));
create index file_request on file (request_id) where request_id is not null;

alter table file_delivery
  -- Who hands it over, where that is not who keeps it; and the evaluation of a request's item, as its manifest has it.
  add column from_agency text,
  add column evaluation text;

-- Null: it came on the request for evidence which referral_id is then.
alter table file_arrival alter column subject_id drop not null;
