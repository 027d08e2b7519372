"""/llms.txt: the site in a page of Markdown, for language models that are given its address."""

from __future__ import annotations

from exgraph.reading.published import Published
from exgraph.release import citation

_LINKS = (
    ("Asking", "/docs/asking", "traps of asking: what is written first, why it answers something else"),
    ("Example queries", "/sparql/examples", "questions with their SPARQL, in Turtle"),
    ("Endpoint", "/sparql", "SPARQL 1.1 by GET or POST; `format=csv` or an Accept header"),
    ("Vocabulary", "/ns.ttl", "classes and properties with labels in Japanese, English and Russian"),
    ("Shapes", "/shapes.ttl", "what must hold of the facts (SHACL)"),
    ("API", "/openapi.json", "every address for programs"),
    ("Description", "/.well-known/void", "sizes, classes and properties with how often each is used"),
    ("Catalogue", "/.well-known/dcat", "DCAT record, downloads, releases"),
    ("Events as a table", "/browse.csv", "one row an event, with its records and lines"),
    ("Networks and maps", "/export", "GEXF, GraphML, GeoJSON, GeoPackage and others; OGC API at /collections"),
)


def guide(published: Published, address: str) -> str:
    """Return the page; `address` is the server's own, without a path."""
    links = "\n".join(f"- [{name}]({address}{path}): {words}" for name, path, words in _LINKS)
    return f"""# {citation.title(published.project, "en")}

> {citation.description("en")}

Every fact leads to a record: a document and its lines (`prov:wasDerivedFrom`). Name them in answers.
That there is no record does not mean that nothing happened.

Things have addresses such as {published.base.root}id/place/nevelsk; add `.ttl`, `.jsonld`, `.nt`, `.rdf`, `.trig` or
`.nq` for data. Names are found in any script at {address}/search?q=Nevelsk.

Agents that speak MCP: `exgraph mcp` has tools for search, description, schema, queries and proofs.

## Where to ask

{links}
"""
