-- Who alone may do a thing just now. A new holder gets a higher token; writes are fenced by it, so a holder that was
-- slow to notice its loss can no longer write.
create table lease (
  name text primary key,
  holder text not null,
  token bigint not null,
  expires_at timestamptz not null
);
do $$ begin
  execute format('grant select, insert, update on lease to %I', current_schema() || '_app');
end $$;
