-- SHA-256 of the ciphertext that a message carried, hex: what this hub states of it names it, so that it can be held against the sender's log.
alter table incoming add column package_sha256 text;
