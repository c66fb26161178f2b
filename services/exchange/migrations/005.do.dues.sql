-- By when what is to be stated of a package, by the priority of its referral; and that it was not.
alter table outgoing
  add column priority text check (priority in ('emergency', 'urgent', 'normal')),
  -- When to look whether what is due has been stated. Null: never again.
  add column look_at timestamptz(3);
create index outgoing_look on outgoing (look_at) where look_at is not null;
grant update (look_at) on outgoing to exchange_app;

alter table evidence drop constraint evidence_kind_check;
alter table evidence add constraint evidence_kind_check check (kind in
  ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired', 'not_relayed', 'not_delivered', 'not_retrieved'));
