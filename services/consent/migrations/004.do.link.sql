-- A permit for somebody outside the system, who comes with a one-time link.
alter table permit drop constraint permit_occasion_check;
alter table permit add constraint permit_occasion_check check (occasion in ('submit', 'package', 'view', 'link'));
