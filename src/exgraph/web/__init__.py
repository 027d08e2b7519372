"""What people and programs reach over HTTP: SPARQL, things, pages."""
