-- Which treaty an instrument is, by the code under which evidence is asked for. Null: some other agreement.
alter table instrument add column treaty text;
