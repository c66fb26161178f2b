-- By which way the person lets it be passed on: as a referral inside the network, by a link to an organisation outside. Null: by either.
alter table basis add column actions text[] check (actions is null or (basis = 'consent' and cardinality(actions) > 0));
-- A recipient may refer the person further, to others whom the same consent names.
alter table basis add column onward boolean not null default false check (not onward or basis = 'consent');
create index basis_onward on basis (subject_id) where onward;
create index permit_received on permit (subject_id, recipient_agency) where occasion = 'submit';
