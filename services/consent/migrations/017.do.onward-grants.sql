-- How far the consent behind another hub's grant lets its recipient refer the person on. Null: not at all.
alter table imported_grant add column onward jsonb check (onward is null or basis = 'consent');
create index permit_on_grant on permit (basis_id, recipient_agency) where occasion = 'submit';
