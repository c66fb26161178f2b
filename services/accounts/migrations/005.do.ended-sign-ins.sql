-- A sign-in that ended before its time: by signing out, at the revocation endpoint, or because a token of it came twice. Access tokens
-- live on for five minutes; redaction asks which ended, by the key that they are bound to.
create table ended_sign_in (
  key_thumbprint text not null,
  at timestamptz not null default now()
);
create index ended_sign_in_at on ended_sign_in (at);

-- Here and not in the service: the provider takes refresh tokens away in several ways, and all of them end here. One that was refreshed is
-- marked, and not taken away; one that is over is purged.
create function note_ended_sign_in() returns trigger language plpgsql set search_path from current as $$
begin
  insert into ended_sign_in (key_thumbprint) values (old.payload ->> 'jkt');
  return null;
end $$;
create trigger sign_in_ended after delete on oidc_model for each row
  when (old.kind = 'RefreshToken' and old.expires_at > now() and old.payload ? 'jkt')
  execute function note_ended_sign_in();
create index departure_at on departure (at);

grant select, insert, delete on ended_sign_in to accounts_app;
