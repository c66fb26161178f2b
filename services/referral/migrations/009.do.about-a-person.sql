-- What is under way about a person is asked by the references under which agencies have them.
create index referral_subject on referral (subject_ref);
