-- With which keys this service signs, and which it publishes: a change is told once, whoever of its instances sees it first.
create table own_key (
  kind text not null,
  fingerprint text not null,
  since timestamptz(3) not null,
  primary key (kind, fingerprint)
);
do $$ begin
  execute format('grant select, insert, delete on own_key to %I', current_schema() || '_app');
end $$;
