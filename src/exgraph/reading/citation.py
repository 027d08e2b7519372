"""The records that things are told by, with their lines: read once of a version, cited everywhere."""

from __future__ import annotations

from exgraph.model.citation import Citation
from exgraph.reading.published import Published, per_version


@per_version()
def citations(published: Published) -> dict[str, Citation]:
    """Return all records, by IRI."""
    rows = published.rows(
        """SELECT ?record ?source ?number ?first ?last {
            ?record exg:source ?source ; exg:recordNumber ?number .
            OPTIONAL { ?record exg:firstLine ?first ; exg:lastLine ?last }
        }"""
    )
    return {
        row["record"]: Citation(
            row["record"], row["source"], row["number"], int(row.get("first", 0)), int(row.get("last", 0))
        )
        for row in rows
    }


@per_version()
def cited(published: Published) -> dict[str, tuple[Citation, ...]]:
    """Return the records that each thing is derived from, in the order of their documents."""
    known = citations(published)
    found: dict[str, list[Citation]] = {}
    for row in published.rows("SELECT DISTINCT ?thing ?record { ?thing prov:wasDerivedFrom ?record }"):
        if row["record"] in known:
            found.setdefault(row["thing"], []).append(known[row["record"]])
    return {thing: tuple(sorted(records, key=place)) for thing, records in found.items()}


def place(citation: Citation) -> tuple[str, int, str]:
    """Return what puts records in the order of their documents."""
    return citation.source, citation.first, citation.number
