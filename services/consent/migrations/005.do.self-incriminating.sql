-- That the person agreed, after independent legal advice, that police and prosecution read what incriminates them: by whom they were
-- advised (a kind, no name) and on which day. Null: not agreed.
alter table basis add column self_incriminating jsonb;
