"""What a document names of the world: places of the reference gazetteer that the project's own does not know yet.

A survey goes before the reading. What it finds is at once known to the rules, and proposed as rows of the gazetteer.
"""
