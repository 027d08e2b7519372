"""A selection of events as people see it: the facets beside it, the views of it, the files of it."""
