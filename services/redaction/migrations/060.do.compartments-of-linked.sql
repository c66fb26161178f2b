-- Of whom one record is in a compartment, none is found, nor shown beside another. Until now the linked ones stayed.
update indexed set barred = true
 where not barred
   and subject_id in (select one from record_link union select other from record_link)
   and exists (
     select from records_of_person(indexed.subject_id) as own (id) join indexed i on i.subject_id = own.id where i.barred
   );

delete from blind_index where subject_id in (select subject_id from indexed where barred);
delete from same_person
 where one in (select subject_id from indexed where barred) or other in (select subject_id from indexed where barred);
delete from pseudonym where subject_id in (select subject_id from indexed where barred);
delete from code_name_index
 where share_id in (select share_id from share join indexed using (subject_id) where barred);
