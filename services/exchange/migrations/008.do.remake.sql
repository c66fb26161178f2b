-- Of what a package was made: codes and ids, as redaction gave them. It gets them back when the other hub refuses the keys of the package.
alter table outgoing add column remake bytea;
