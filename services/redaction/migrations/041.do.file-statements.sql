-- What whoever handed a file over to police or prosecution said of what in it incriminates the person: 'nothing', or that the person 'agreed'.
-- Null: nobody had to say.
alter table file_delivery add column incriminating text check (incriminating in ('nothing', 'agreed'));
