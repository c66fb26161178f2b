-- Whether the person was of age when it was recorded: a court appoints guardians for children, too. Null: recorded before that was kept.
alter table basis add column of_adult boolean;
