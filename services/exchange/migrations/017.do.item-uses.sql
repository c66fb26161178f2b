-- How items that came on a request for evidence were used, beyond reading them as they were asked for. Codes and ids only.
create table item_use (
  -- Of who asks: a retry is no second use.
  use_id uuid not null,
  request_id uuid not null references evidence_request,
  item_id uuid not null,
  use text not null,
  -- Whom it reached.
  to_hub text not null,
  to_agency text not null,
  -- Of this hub.
  by_agency text not null,
  by_user uuid not null,
  -- Which of the request's permissions let it, counted from 1. Null: it needed none.
  permission integer,
  at timestamptz(3) not null,
  primary key (use_id, request_id, item_id, use)
);
create index item_use_request on item_use (request_id, item_id);
grant select, insert on item_use to exchange_app;

-- Under which requests a file came, by its hash.
create index evidence_step_items on evidence_step using gin ((data -> 'items') jsonb_path_ops) where step = 'execute';
