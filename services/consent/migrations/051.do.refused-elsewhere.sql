-- What the person said no to at an agency of another hub, to which they were referred: that hub names its agency, and no user. Null: said in this hub.
alter table consent_refusal add column refused_hub text;
-- Who came here from another hub, and was referred on, is known by no reference of an agency of this one.
alter table consent_refusal alter column subject_ref drop not null;
