-- Original statements (interviews): text, hashes, who was there, under the person's data key. Never changed and never removed but with
-- the person: a correction is a statement of its own that supersedes an earlier one. In clear stand ids and times only.
create table statement (
  statement_id uuid primary key,
  seq bigint generated always as identity unique,
  subject_id uuid not null references subject on delete cascade,
  referral_id text not null,
  compartment boolean not null,
  by_hub text not null,
  by_agency text not null,
  -- One successor each: two corrections of the same statement would be two truths.
  supersedes uuid unique references statement,
  ciphertext bytea not null,
  recorded_at timestamptz(3) not null
);
create index statement_subject on statement (subject_id, seq);

-- Also against the owner of the table, and against a grant that somebody adds later. Erasure of the person takes their statements along.
create function statement_is_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if not exists (select from subject where id = old.subject_id) then
      return old;
    end if;
  end if;
  raise exception 'a statement is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger statement_immutable before update or delete on statement
  for each row execute function statement_is_immutable();
create trigger statement_kept before truncate on statement
  for each statement execute function statement_is_immutable();

grant select, insert on statement to redaction_app;
