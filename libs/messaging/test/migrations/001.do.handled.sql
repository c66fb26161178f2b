-- No unique key: an event that is handled twice shows.
create table handled (position bigint generated always as identity, event_id uuid not null);
do $$ begin
  execute format('grant select, insert on handled to %I', current_schema() || '_app');
end $$;
