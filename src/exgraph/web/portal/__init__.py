"""The ways in: the front page, lists of things, help found by a search."""
