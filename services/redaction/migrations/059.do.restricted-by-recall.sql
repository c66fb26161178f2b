-- Access is restricted, too, where another hub recalls a person and something stands against destroying them: that is no request of this hub.
alter table restriction alter column erasure_id drop not null;
