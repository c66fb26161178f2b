-- What came for an agency of this hub that holds its keys itself: a message, what the recipient of a referral has assessed, or what a request
-- for evidence says. The row's ciphertext is then a bundle that nothing here opens, under the person's or the request's key besides.
alter table message
  -- Of the agency's certificate. Null: this hub opens it.
  add column sealed_to text,
  -- What was assessed, and no message.
  add column report boolean not null default false,
  -- Of the answers in it.
  add column categories text[] not null default '{}';
alter table request_text add column agency_key text;
-- As which a request for evidence names the file, as its sender says.
alter table file_arrival add column item_id uuid;
