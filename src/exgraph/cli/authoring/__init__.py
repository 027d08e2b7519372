"""Commands for who works on facts: a project, its documents, its tables, their review."""
