-- Of each document that was printed of a request for evidence: which bytes they were, not the bytes. Made again of the same request they are the same.
create table request_document (
  request_id uuid not null,
  kind text not null,
  -- Of the file, hex.
  sha256 text not null,
  -- When it came out like that for the first time.
  made_at timestamptz(3) not null,
  primary key (request_id, kind, sha256)
);
grant select, insert on request_document to redaction_app;

-- Drafts that were given up: what they said is destroyed, and nobody writes to them any more.
create table request_discarded (
  request_id uuid primary key,
  at timestamptz(3) not null
);
grant select, insert on request_discarded to redaction_app;
grant delete on request_text to redaction_app;
