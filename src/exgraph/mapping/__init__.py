"""From fact tables to N-Quads lines: text in, text out, no RDF library between."""
