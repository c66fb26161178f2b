-- Of what the other hub did not take, those who have it are called; what failed before that was so is looked at once.
update evidence_request r set call_at = now()
 where status in ('sent', 'received')
   and exists (select from outgoing where referral_id = r.id and kind = 'evidence_request' and state in ('refused', 'expired'));
