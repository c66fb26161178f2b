-- One-time links by which an organisation that is no member sees one referral's person once. Neither id nor code stands here, nor
-- anything about the person.
create table link (
  -- SHA-256, base64url, of the id that stands in the link.
  id_hash text primary key,
  referral_id uuid not null,
  from_agency text not null,
  to_agency text not null,
  made_by text not null,
  -- scrypt: the code is short.
  code_hash text not null,
  tries integer not null default 0,
  made_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  opened_at timestamptz(3),
  -- SHA-256, base64url, of the secret of the browser that opened it.
  holder_hash text,
  called_back_at timestamptz(3),
  check ((opened_at is null) = (holder_hash is null))
);
create index link_referral on link (referral_id, made_at desc);
grant select, insert on link to redaction_app;
grant update (tries, opened_at, holder_hash, called_back_at) on link to redaction_app;
