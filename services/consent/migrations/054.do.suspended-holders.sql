-- To whom something was ever sent: each is looked up in the directory, whether it is suspended since.
create index permit_recipient on permit (recipient_hub, recipient_agency) where occasion = 'submit';

-- Permits to submit whose holder was found to be suspended: what it has was recalled then, once for each.
create table suspension_heeded (
  permit_id uuid primary key references permit,
  at timestamptz(3) not null
);
grant select, insert on suspension_heeded to consent_app;
