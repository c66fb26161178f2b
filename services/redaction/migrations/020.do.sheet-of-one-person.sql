-- Whether the same file is kept for somebody else: each person has a sheet of their own.
create index consent_sheet_file on consent_sheet (by_agency, sha256);
