-- What was taken back while it was on its way: that it has ended is to be stated, signed, as of whatever else has.
create table recalled (message_id uuid primary key references outgoing);
grant select, insert, delete on recalled to exchange_app;
insert into recalled
select message_id from outgoing o
 where state = 'expired' and code in ('subject_erased', 'consent_withdrawn')
   and not exists (select from evidence e where e.about_message_id = o.message_id and e.kind = 'expired');
