-- Texts, documents and pictures of which a person looks at what is masked, each for readers of one profile of the view policy. In clear
-- stand ids, codes and times.
create table redaction (
  redaction_id uuid primary key,
  seq bigint generated always as identity unique,
  subject_id uuid not null references subject on delete cascade,
  -- In which a reviewer has standing, and whether nobody outside it may know of it.
  referral_id text not null,
  compartment boolean not null,
  source text not null check (source in ('narrative', 'message', 'attachment', 'statement')),
  -- Of the message or statement. A narrative is the person's own.
  source_id uuid,
  -- Place among the attachments.
  file integer,
  -- Pictures: 'all'.
  profile text not null,
  -- Whose text it is.
  agency_id text not null,
  -- Why nobody reads it until then, or that somebody asked.
  why text not null,
  made_at timestamptz(3) not null,
  -- What was reviewed is not what stands there now.
  changed_at timestamptz(3),
  check ((source = 'narrative') = (source_id is null)),
  check ((source = 'attachment') = (file is not null)),
  unique nulls not distinct (subject_id, referral_id, source, source_id, file, profile)
);
create index redaction_agency on redaction (agency_id, seq);

-- What a reviewer decided: which offsets or boxes, of which kinds, why, of which bytes. Under the person's key. A later review takes the
-- place of an earlier one; none is changed.
create table redaction_review (
  review_id uuid primary key,
  seq bigint generated always as identity unique,
  redaction_id uuid not null references redaction on delete cascade,
  subject_id uuid not null references subject on delete cascade,
  -- Of the file by which the reader's view is cut. By another one nothing stays lifted.
  policy_hash text not null,
  -- It shows what was masked: somebody else has to confirm it.
  second boolean not null,
  ciphertext bytea not null,
  -- Of the ciphertext, hex: it stands in the access log.
  diff_sha256 text not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz(3) not null,
  unique (review_id, reviewed_by)
);
create index redaction_review_of on redaction_review (redaction_id, seq);
create index redaction_review_subject on redaction_review (subject_id);

create table redaction_confirmation (
  review_id uuid primary key,
  reviewed_by uuid not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz(3) not null,
  foreign key (review_id, reviewed_by) references redaction_review (review_id, reviewed_by) on delete cascade,
  -- Nobody confirms their own.
  check (confirmed_by <> reviewed_by)
);

-- Also against the owner of the tables. They go with their person alone.
create function review_goes_with_person() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if not exists (select from subject where id = old.subject_id) then
      return old;
    end if;
  end if;
  raise exception 'a review is kept with its person, and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create function confirmation_goes_with_review() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if not exists (select from redaction_review where review_id = old.review_id) then
      return old;
    end if;
  end if;
  raise exception 'a confirmation is kept with its review, and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger redaction_kept before delete on redaction for each row execute function review_goes_with_person();
create trigger redaction_not_emptied before truncate on redaction for each statement execute function review_goes_with_person();
create trigger review_immutable before update or delete on redaction_review
  for each row execute function review_goes_with_person();
create trigger review_not_emptied before truncate on redaction_review
  for each statement execute function review_goes_with_person();
create trigger confirmation_immutable before update or delete on redaction_confirmation
  for each row execute function confirmation_goes_with_review();
create trigger confirmation_not_emptied before truncate on redaction_confirmation
  for each statement execute function confirmation_goes_with_review();

grant select, insert on redaction to redaction_app;
grant update (changed_at) on redaction to redaction_app;
grant select, insert on redaction_review to redaction_app;
grant select, insert on redaction_confirmation to redaction_app;

-- What a custodian masked by hand in a text for everybody to read: offsets, kinds and reasons, never a word. It belongs to nobody's record.
create table public_masks (
  -- Of the access log.
  entry_id uuid primary key,
  masks jsonb not null,
  by_user uuid not null,
  at timestamptz(3) not null
);
create trigger public_masks_no_change before update or delete on public_masks for each row execute function refuse_change();
create trigger public_masks_no_truncate before truncate on public_masks for each statement execute function refuse_change();
grant select, insert on public_masks to redaction_app;
