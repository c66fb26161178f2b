grant update (subject_ref, relations, about) on projected to audit_app;
