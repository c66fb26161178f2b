-- Which version a package added to the record of a person who was there already; 0: none, since something newer had come. Null: it
-- brought the person.
alter table package_in add column added_version integer check (added_version >= 0);
