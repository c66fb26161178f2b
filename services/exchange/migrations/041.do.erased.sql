-- Referrals whose person was erased, when, and the messages that tell other hubs of it: what was made before that, and is heard of after it, leaves no more.
create table erased (referral_id text primary key, at timestamptz(3) not null, recall_ids text[] not null);
grant select, insert on erased to exchange_app;
grant update (at, recall_ids) on erased to exchange_app;
