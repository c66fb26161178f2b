-- What was handed over to be returned or destroyed by a day: whoever has it is reminded before that, in whatever state the request is by then.
-- Requests from before that was so, and that nothing else calls about, are looked at once.
update evidence_request r set call_at = least(call_at, now())
 where exists (
   select from evidence_step s where s.request_id = r.id and s.step = 'execute'
      and jsonb_path_exists(s.data, '$.items[*] ? (exists (@.returnBy) || exists (@.destroyBy))'));
