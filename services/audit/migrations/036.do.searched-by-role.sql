-- In which post it was done. Few did it in most of these; what many did is found by its place.
create index projected_role on projected using gin ((shown -> 'roles'));
