-- Two more kinds: what an agency writes to the other about a referral, and a package that completes an earlier one. Both are
-- carried as a package is; the referral does not depend on them.
alter table outgoing drop constraint outgoing_kind_check;
alter table outgoing add constraint outgoing_kind_check
  check (kind in ('package', 'referral_update', 'evidence', 'message', 'supplement'));
comment on column outgoing.package_id is 'of a package or supplement; of a message, the id that its writers know it by';

alter table incoming drop constraint incoming_kind_check;
alter table incoming add constraint incoming_kind_check check (kind in ('package', 'referral_update', 'message'));
comment on column incoming.package_id is 'of a package; of a message, the id that its writers know it by';
create unique index incoming_message on incoming (peer, package_id) where kind = 'message';
create index incoming_purge_messages on incoming (received_at) where kind = 'message';
