-- Who can sign in no more, works for another agency, or has lost a role: audit keeps a register of them, and asks what it has not heard.
create table departure (
  number integer generated always as identity primary key,
  user_id uuid not null,
  -- That was left.
  agency_id uuid not null,
  kind text not null check (kind in ('left', 'moved')),
  at timestamptz not null
);

grant select, insert on departure to accounts_app;
