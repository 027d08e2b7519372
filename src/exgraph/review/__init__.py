"""Review: a record's lines of the document beside its facts, and what a person decides on each fact."""
