-- How the people are called who work for an agency, as the users file says: so that it is noticed when somebody looks at a relative or at a
-- colleague. Never a victim's.
alter table account add given_names text, add family_names text;
