"""Entrances: the home page, lists of things, help found by a search."""
