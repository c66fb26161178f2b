-- A refresh token that is bound to its client's key stays the same each time: when it was last used says that somebody is there.
alter table oidc_model add column used_at timestamptz;
