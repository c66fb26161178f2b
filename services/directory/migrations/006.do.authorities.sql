-- Whether a jurisdiction's own key has revoked itself, and which of its keys before are known to have ended: what one statement changes in the one before is told.
alter table hub
  add column jurisdiction_revoked boolean not null default false,
  add column jurisdictions_ended text[] not null default '{}';
