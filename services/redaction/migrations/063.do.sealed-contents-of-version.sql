-- Each version of the record has its own contents: what came by a package that was sent again may go again, and what came before then counts.
alter table sealed_contents add column version integer check (version > 0);
update sealed_contents s set version = (select max(r.version) from record r where r.subject_id = s.subject_id);
alter table sealed_contents drop constraint sealed_contents_pkey, add primary key (subject_id, version);
