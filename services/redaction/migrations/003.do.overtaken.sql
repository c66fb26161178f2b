-- Which version of the sending vault's record a package brought; 0: it did not say. Packages overtake one another on the way, and a
-- contact that was corrected must not come back.
alter table package_in add column record_version bigint not null default 0 check (record_version >= 0);
create index package_in_subject on package_in (subject_id);
