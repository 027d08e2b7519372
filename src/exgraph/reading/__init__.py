"""A published version as a reader reads it, without HTTP: names, selections, things, histories, networks."""
