-- A safeguarding draft that one who refused for a child opened is not for ever: once it is a day old, the next refusal opens another.
grant update (draft_id, opened_at, subject_ref) on safeguarding_draft to consent_app;
