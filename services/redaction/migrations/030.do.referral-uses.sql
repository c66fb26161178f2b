-- Another use of what came with a referral that its sender has permitted once: whose it was. Rows are added, never changed.
create table referral_use (
  referral_id uuid not null,
  -- Which permission, counted from 1.
  permission integer not null,
  user_id uuid not null,
  used_at timestamptz(3) not null,
  primary key (referral_id, permission)
);
grant select, insert on referral_use to redaction_app;
