-- Whether it completed what another package had brought: it has no grant to be refused, and what it brought rests on that of the others.
alter table package_in add column supplement boolean not null default false;

-- Of those that came before this stood here: whatever was not the first of a person goes with the first, as it did.
update package_in p set supplement = true
 where exists (
   select from package_in f where f.subject_id = p.subject_id and (f.created_at, f.package_id) < (p.created_at, p.package_id)
 );
