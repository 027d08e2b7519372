"""Browsing a selection of events: facets, views, files."""
