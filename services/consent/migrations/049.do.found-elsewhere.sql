-- What an officer of another hub found, to which the child was referred: that hub names its agency, and no user. Null: found in this hub.
alter table guardian_finding add column found_hub text;
-- Who came here from another hub, and was referred on, is known by no reference of an agency of this one.
alter table guardian_finding alter column subject_ref drop not null;
