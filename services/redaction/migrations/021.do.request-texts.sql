-- What requests for evidence say: texts, persons and files, as they are released to the other state's central authority, each under the
-- request's own key. `exchange` names them by field and hash. In clear stand ids, fields and times only.
create table request_text (
  text_id uuid primary key,
  request_id uuid not null,
  field text not null,
  -- Of what is released, hex; it holds random bytes, so that nobody finds by trying what it says.
  sha256 text not null,
  by_hub text not null,
  by_agency text not null,
  -- Of the user of this hub; null for what came from another.
  by_user uuid,
  ciphertext bytea not null,
  made_at timestamptz(3) not null,
  -- What became of it on its way to the other hub. Null until the request is signed, and for what came from another.
  delivery text check (delivery in ('sent', 'delivered', 'refused', 'expired')),
  delivery_code text,
  unique (request_id, sha256)
);
grant select, insert on request_text to redaction_app;
grant update (delivery, delivery_code) on request_text to redaction_app;
