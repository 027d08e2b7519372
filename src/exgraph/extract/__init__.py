"""Extraction: from documents to proposed rows of fact tables. It knows documents, not RDF."""
