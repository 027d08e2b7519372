"""Files made from the ontology and the graph, one module a format."""
