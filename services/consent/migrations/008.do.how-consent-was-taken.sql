-- How a consent was taken: hash of the text that was read, interpreter, check of understanding, capacity, guardian, witness; codes and
-- hashes. Null: another basis, or a consent of before.
alter table basis add column taken jsonb;
