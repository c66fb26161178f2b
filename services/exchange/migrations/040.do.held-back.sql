-- To whom a text, a letter or a file of a request for evidence goes: it waits while that agency is suspended. Null: it waits for no such thing.
alter table outgoing add column to_agency text;
-- Of what is under way, by the request. What goes in contact to whoever leads the case counts as going to its central authority.
update outgoing o set to_agency = case when r.from_hub = o.peer then r.from_agency else r.to_agency end
  from evidence_request r
 where r.id = o.referral_id and o.kind in ('message', 'file') and o.state in ('waiting', 'relayed');
create index outgoing_addressed on outgoing (peer, to_agency) where state in ('waiting', 'relayed') and to_agency is not null;
