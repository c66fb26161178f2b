-- What has moved lately: the hubs to which packages left about the person are told which grants stand now.
create index basis_moved on basis (greatest(sheet_added_at, confirmed_at, withdrawn_at))
  where greatest(sheet_added_at, confirmed_at, withdrawn_at) is not null;
drop index basis_came;
