-- What was not shown to go on is counted and looked for by the head that it was to go on from: of each there are a few, of a log without end.
create index refused_head_previous on refused_head (origin, previous) where beginning is null;
