-- What the own hub states: that nothing was stated of a package by when it was due.
alter table delivery drop constraint delivery_kind_check;
alter table delivery add constraint delivery_kind_check check (kind in
  ('submitted', 'relayed', 'delivered', 'retrieved', 'refused', 'expired', 'not_relayed', 'not_delivered', 'not_retrieved'));
