"""How much there is in a version: statements by graph, things by class, statements by property."""

from __future__ import annotations

from exgraph.reading.published import Published, per_version


@per_version()
def graph_sizes(published: Published) -> dict[str, int]:
    """Return how many statements each named graph has, by name: as the build has counted, or counted now."""
    counted = published.report.graphs
    if not counted:
        rows = published.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        counted = {row["g"]: int(row["n"]) for row in rows}
    return dict(sorted(counted.items()))


@per_version()
def total(published: Published) -> int:
    """Return how many statements there are; one that several graphs make counts once."""
    return int(published.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])


@per_version()
def class_counts(published: Published) -> dict[str, int]:
    """Return how many things each class has, by IRI; of classes without one there is nothing."""
    rows = published.rows("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER(isIRI(?c)) } GROUP BY ?c ORDER BY ?c")
    return {row["c"]: int(row["n"]) for row in rows}


@per_version()
def property_counts(published: Published) -> dict[str, int]:
    """Return how many statements each property makes, by IRI."""
    rows = published.rows("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")
    return {row["p"]: int(row["n"]) for row in rows}
