-- With which requests of this hub a file went as an annex, by its hash: what another hub was told so comes from here, whatever it says later.
create index evidence_request_own_annexes on evidence_request using gin ((answers -> 'annexes') jsonb_path_ops)
  where status = 'sent';
