"""Queries as text: cut into tokens, looked over, and rewritten where the engine reads them otherwise than SPARQL."""
