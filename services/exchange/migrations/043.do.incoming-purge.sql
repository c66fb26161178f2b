-- One condition finds all that is forgotten, and of the many that each had one kind none could serve it.
drop index incoming_purge;
drop index incoming_purge_messages;
drop index incoming_purge_statements;
drop index incoming_purge_ledgers;
drop index incoming_purge_matches;
drop index incoming_purge_files;
create index incoming_purge on incoming (received_at) where kind in
  ('referral_update', 'message', 'statement', 'ledger', 'ledger_answer', 'match', 'file_question', 'file_answer');
