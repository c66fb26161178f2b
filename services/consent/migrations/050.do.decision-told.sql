-- What whoever asked was told of the decision: the rule, or 'disclosure_refused' where the rule would tell a secret of the person. Null: of before.
alter table decision add column told text;
