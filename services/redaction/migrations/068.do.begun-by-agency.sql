-- How much an agency has begun to send lately is asked whenever it begins a file.
create index file_begun_by on file (by_agency, begun_at) where referral_id is null;
