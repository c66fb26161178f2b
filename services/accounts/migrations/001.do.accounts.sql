-- People who may sign in at this hub, as its users file says. Staff of agencies; never a victim.
create table account (
  id uuid primary key,
  -- Empty once the file does not name the person any more: nobody signs in with it, and the name is free again.
  username text unique deferrable initially deferred,
  agency_id uuid not null,
  agency_type text not null,
  roles text[] not null,
  password_hash text not null,
  -- Encrypted with a key that is not in this database.
  totp_secret bytea not null,
  -- The last time step whose code was used. A code is good once.
  last_totp_step bigint not null default 0
);

-- Wrong tries, by keyed hash of the user name or of the address they came from: what is typed is not kept.
create table attempt (
  key bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index attempt_last on attempt (last_at);

-- What the OpenID Provider remembers: sessions, interactions, grants, codes, refresh tokens, used proofs. None of these is
-- of use alone: cookies are signed, codes need their PKCE verifier, refresh tokens the client's DPoP key.
create table oidc_model (
  kind text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  user_code text,
  grant_id text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (kind, id)
);
create unique index oidc_model_uid on oidc_model (kind, uid) where uid is not null;
create unique index oidc_model_user_code on oidc_model (kind, user_code) where user_code is not null;
create index oidc_model_grant on oidc_model (grant_id) where grant_id is not null;
create index oidc_model_expiry on oidc_model (expires_at);

grant select, insert, update on account to accounts_app;
grant select, insert, update, delete on attempt, oidc_model to accounts_app;
