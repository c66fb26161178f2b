-- A permit for a file that one agency of a referral hands over to the other within the hub: asked when it is handed over, and again when it is opened.
alter table permit drop constraint permit_occasion_check;
alter table permit add constraint permit_occasion_check check (occasion in ('submit', 'package', 'view', 'link', 'hand_over'));
alter table decision drop constraint decision_occasion_check;
alter table decision add constraint decision_occasion_check
  check (occasion in ('submit', 'package', 'view', 'link', 'import', 'hand_over'));
