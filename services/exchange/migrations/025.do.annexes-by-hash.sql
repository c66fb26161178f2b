-- With which requests a file came as an annex, by its hash.
create index evidence_request_annexes on evidence_request using gin ((answers -> 'annexes') jsonb_path_ops)
  where status = 'received';
