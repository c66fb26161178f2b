-- Items are handed over in parts, too, while the rest is being executed.
drop index evidence_step_items;
create index evidence_step_items on evidence_step using gin ((data -> 'items') jsonb_path_ops)
  where step in ('execute', 'execute-part');
