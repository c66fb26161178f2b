-- By when it was to be taken in, as its sender signed it: after that no refusal is stated, since the sender states that it has expired. Null:
-- it came before that was kept.
alter table incoming add expires_at timestamptz(3);
