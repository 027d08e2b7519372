"""One thing: its facts, the records they are read from, what was found about it."""
