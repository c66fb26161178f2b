-- Handling code and 4x4 evaluation of what is sent, as its sender says, where the protocol asks for them. Null: it does not.
alter table referral add column item_codes jsonb;
