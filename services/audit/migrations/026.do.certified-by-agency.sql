-- Each agency certifies its own accounts once a quarter: which there were when the line opened, by reference, and what was said of each.
create table certified_post (
  line_id uuid not null references register_line,
  user_id text not null,
  roles text[] not null,
  primary key (line_id, user_id)
);
create table certified_decision (
  line_id uuid not null,
  user_id text not null,
  needed boolean not null,
  decided_by text not null,
  at timestamptz not null,
  primary key (line_id, user_id),
  foreign key (line_id, user_id) references certified_post,
  -- Nobody says of themselves that they are needed.
  check (decided_by <> user_id)
);
-- Quarters of which every agency has its line. Of before: one line was of the whole hub.
create table certified_quarter (
  name text primary key
);
insert into certified_quarter (name)
  select substr(origin, 9) from register_line where register = 'certification' and origin like 'quarter/%';

create trigger certified_post_append_only before update or delete on certified_post
  for each row execute function refuse_change();
create trigger certified_post_no_truncate before truncate on certified_post
  for each statement execute function refuse_change();
create trigger certified_decision_append_only before update or delete on certified_decision
  for each row execute function refuse_change();
create trigger certified_decision_no_truncate before truncate on certified_decision
  for each statement execute function refuse_change();
grant select, insert on certified_post, certified_decision, certified_quarter to audit_app;
create index register_line_agency on register_line (agency_id, register) where agency_id is not null;

-- Numbers of keys come from a column that gives them itself: inserting needs no right on its sequence.
revoke usage on sequence half_key_id_seq from audit_app;
