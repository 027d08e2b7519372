"""Completions for the SPARQL editor: classes and properties of this graph, and things by name."""

from __future__ import annotations

from exgraph.model.iri import shorten
from exgraph.reading.language import LANGUAGES
from exgraph.reading.reader import Reader, per_reader
from exgraph.reading.usage import class_counts, property_counts

THINGS = 20
"""Things that are offered at once."""


@per_reader()
def terms(reader: Reader) -> list[tuple[str, str, str, str, int]]:
    """Return the classes and properties that the graph uses, the most used first; kept for the version.

    Of each: its prefixed name (or IRI), `class` or `property`, its label in the reader's language, its labels in the
    others, how many things or statements use it.
    """
    counts = {"class": class_counts(reader.published), "property": property_counts(reader.published)}
    found = [_term(reader, term, kind, uses) for kind, used in counts.items() for term, uses in used.items()]
    return sorted(found, key=lambda term: (-term[4], term[0]))


def things(reader: Reader, text: str) -> list[tuple[str, str, str, str]]:
    """Return the things whose names hold every word of `text`: IRI, name, class, the other name that matched."""
    found = []
    for match in reader.published.names.search(text)[:THINGS]:
        name = reader.name(match.iri).text
        other = match.label if match.label != name else ""
        found.append((match.iri, name, reader.name(match.type).text, other))
    return found


def _term(reader: Reader, iri: str, kind: str, uses: int) -> tuple[str, str, str, str, int]:
    name, labels = reader.name(iri).text, reader.published.labels(iri)
    others = " ".join(labels[each] for each in LANGUAGES if each in labels and labels[each] != name)
    return shorten(iri), kind, name, others, uses
