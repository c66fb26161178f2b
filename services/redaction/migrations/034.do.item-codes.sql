-- Handling code and 4x4 evaluation of what goes or came with a referral, as its sender says, and of each file besides. Null: nobody had to say.
alter table known_referral add column item_codes jsonb;
