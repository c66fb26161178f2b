-- A wrapped key begins with its format and the id of the key-encryption key that it needs. What the row says of that is what the bytes say: by
-- it a key-encryption key is struck off. Rows of before are not looked at: one that differs is found by its bytes, and wrapped anew.
alter table wrapped_key add constraint wrapped_key_names_its_key
  check (key_id = encode(substring(wrapped from 2 for 16), 'hex')) not valid;
-- What is wrapped by another key than the current one, or in another format, stands on either side of what is not.
create index wrapped_key_header on wrapped_key (substring(wrapped for 17), subject_id);
