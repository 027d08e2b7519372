"""Fact tables: the border between extraction and mapping, and the one thing a person must read."""
