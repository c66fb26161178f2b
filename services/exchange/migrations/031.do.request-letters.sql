-- What was written about a request beside what it says itself, and by which agencies of this hub it has been opened. Ids, codes, hashes and
-- times; what it says redaction holds.
create table request_letter (
  request_id uuid not null references evidence_request,
  -- By which it is one letter, however often and under whichever id it came.
  sha256 text not null,
  field text not null check (field in ('letter', 'contact')),
  by_hub text not null,
  by_agency text not null,
  -- When it was here.
  at timestamptz(3) not null,
  primary key (request_id, sha256)
);
grant select, insert on request_letter to exchange_app;

-- That it has been opened may be heard before that it is here.
create table request_letter_opened (
  request_id uuid not null,
  sha256 text not null,
  -- Of this hub.
  agency_id text not null,
  at timestamptz(3) not null,
  primary key (request_id, sha256, agency_id)
);
grant select, insert on request_letter_opened to exchange_app;

-- Of a text of a request: under which name it has it, and by which hash it is the same however often it goes. Null: of anything else, or sent
-- before that was kept.
alter table outgoing add column field text, add column text_sha256 text;
