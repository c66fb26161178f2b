-- The sheets that people signed, or put a thumbprint on, when they consented: photos and PDFs, under the person's data key. Never changed,
-- and never removed but with the person. No view, package or link is made of them; the agency that keeps one reads it again, and nobody
-- else. In clear stand ids, the time, and the hash by which a consent names it: nobody guesses a photo by its hash.
create table consent_sheet (
  sheet_id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  by_hub text not null,
  by_agency text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  ciphertext bytea not null,
  kept_at timestamptz(3) not null
);
create index consent_sheet_subject on consent_sheet (subject_id);

-- Also against the owner of the table, and against a grant that somebody adds later. Erasure of the person takes their sheets along.
create function consent_sheet_is_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if not exists (select from subject where id = old.subject_id) then
      return old;
    end if;
  end if;
  raise exception 'a signed sheet is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger consent_sheet_immutable before update or delete on consent_sheet
  for each row execute function consent_sheet_is_immutable();
create trigger consent_sheet_kept before truncate on consent_sheet
  for each statement execute function consent_sheet_is_immutable();

grant select, insert on consent_sheet to redaction_app;
