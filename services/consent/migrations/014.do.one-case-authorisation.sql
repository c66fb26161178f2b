-- What the focal points of two hubs agreed on by phone, for one person in danger: an instrument for one vital interest, one sender and
-- one recipient. Each hub keeps its own, under the number that both have spoken.
create table one_case_authorisation (
  id uuid primary key,
  from_hub text not null,
  from_agency text not null,
  to_hub text not null check (to_hub <> from_hub),
  to_agency text not null,
  -- The vital interest; null in the receiving hub, which has no record of the person yet.
  basis_id uuid references basis,
  agency_id text not null,
  user_id text not null,
  authorised_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  -- Without a second person's word by then it lapses.
  confirm_by timestamptz(3) not null,
  confirmed_at timestamptz(3),
  confirmed_by text,
  check ((confirmed_at is null) = (confirmed_by is null)),
  check (confirmed_by is null or confirmed_by <> user_id),
  check (confirmed_at is null or confirmed_at < confirm_by)
);
create index one_case_parties on one_case_authorisation (from_agency, to_agency);
grant select, insert on one_case_authorisation to consent_app;
grant update (confirmed_at, confirmed_by) on one_case_authorisation to consent_app;
