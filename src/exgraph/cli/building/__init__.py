"""Commands that make something of the tables: a version, a release, the files that follow from the ontology."""
