-- Asked each second for each hub, of bases that there are seldom: not of all of somebody's there.
create index basis_refusal_lifted on basis (refusal_lifted_at) where refusal_lifted_at is not null;
create index basis_awaits_review on basis (subject_id) where replaces_refusal and confirmed_at is null;
