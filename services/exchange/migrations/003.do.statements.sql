-- What the consent services of two hubs tell one another: recalls, answers to them, and which grants stand. It waits for no package.
alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check
  check (kind in ('package', 'referral_update', 'evidence', 'message', 'supplement', 'statement'));
comment on column outgoing.referral_id is 'of a statement of consent: its own id';

alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check
  check (kind in ('package', 'referral_update', 'message', 'statement'));
create index incoming_purge_statements on incoming (received_at) where kind = 'statement';
