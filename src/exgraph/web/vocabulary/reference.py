"""The ontology as a reference to read: its classes and properties with what is said and made of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS, ONTOLOGY, PREFIXES
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader, per_reader, short
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.usage import class_counts, property_counts

APART = ("Redirect", "Retired")
"""Classes of addresses, not of what they tell of."""
_EXAMPLES = 3
_DOMAINS = ("rdfs:domain", "schema:domainIncludes")
_RANGES = ("rdfs:range", "schema:rangeIncludes")
_TRAITS = {
    "SymmetricProperty": "symmetric",
    "TransitiveProperty": "transitive",
    "FunctionalProperty": "functional",
    "InverseFunctionalProperty": "inverse-functional",
}


@dataclass(frozen=True)
class ReferenceRow:
    """A relation of a term: a key of the catalogue (`reference.…`), and the terms at its other end."""

    key: str
    names: Sequence[Name]


@dataclass(frozen=True)
class ReferenceEntry:
    """A class or property: its names, what it means, what it stands to, how often it is used, and examples of use.

    `others` are its names by the other languages; an example is a thing, or a thing and the value it has.
    """

    anchor: str
    name: Name
    others: Sequence[tuple[str, str]]
    definition: Name | None
    rows: Sequence[ReferenceRow]
    traits: Sequence[str]
    uses: int
    examples: Sequence[tuple[Name, Name | None]]


@dataclass(frozen=True)
class Reference:
    """All of it: what the ontology is called, its version, and its terms in the reader's order."""

    title: Name
    version: str
    version_iri: str
    classes: Sequence[ReferenceEntry]
    links: Sequence[ReferenceEntry]
    values: Sequence[ReferenceEntry]


@per_reader()
def read(reader: Reader) -> Reference:
    """Return the reference in the reader's language; it is made once for a version and language."""
    published = reader.published
    title = ThingFacts(reader, ONTOLOGY).text("dcterms:title") or Name(short(ONTOLOGY))
    version_iri = ThingFacts(reader, ONTOLOGY).first("owl:versionIRI") or ""
    sections = [
        [make(reader, term) for term in sorted(_terms(published, *kinds), key=reader.sorting)]
        for make, *kinds in (
            (_class, "Class"),
            (_property, "ObjectProperty"),
            # What is noted of a class, such as its rank in lists, is a value too.
            (_property, "DatatypeProperty", "AnnotationProperty"),
        )
    ]
    return Reference(title, version(published), version_iri, *sections)


@per_version()
def version(published: Published) -> str:
    """Return the ontology's version, empty where it names none."""
    rows = published.rows(f"SELECT ?v {{ <{ONTOLOGY}> owl:versionInfo ?v }}")
    return rows[0]["v"] if rows else ""


def _terms(published: Published, *kinds: str) -> list[str]:
    values = " ".join(f"owl:{kind}" for kind in kinds)
    own = f'FILTER(STRSTARTS(STR(?it), "{NS}"))'
    rows = published.rows(f"SELECT DISTINCT ?it {{ VALUES ?kind {{ {values} }} ?it a ?kind {own} }}")
    return [row["it"] for row in rows]


def _class(reader: Reader, term: str) -> ReferenceEntry:
    published, thing = reader.published, ThingFacts(reader, term)
    above = thing.all("rdfs:subClassOf")
    rows = [
        *_row(reader, "above", (each for each in above if each.startswith(NS))),
        *_row(reader, "below", _pointing(published, "rdfs:subClassOf").get(term, ())),
        *_row(reader, "has", _pointing(published, "|".join(_DOMAINS)).get(term, ())),
        *_row(reader, "aligned", (each for each in above if not each.startswith(NS))),
    ]
    found = _members(published, term)
    return _entry(reader, thing, rows, [(reader.name(it), None) for it in found])


def _property(reader: Reader, term: str) -> ReferenceEntry:
    thing = ThingFacts(reader, term)
    above = thing.all("rdfs:subPropertyOf")
    rows = [
        *_row(reader, "domain", _both(thing, _DOMAINS)),
        *_row(reader, "range", _both(thing, _RANGES)),
        *_row(reader, "part-of", (each for each in above if each.startswith(NS))),
        *_row(reader, "inverse", thing.all("owl:inverseOf")),
        *_row(reader, "aligned", (each for each in above if not each.startswith(NS))),
    ]
    found = _statements(reader.published, term)
    examples = [(reader.name(subject), _value(reader, text)) for subject, text in found]
    return _entry(reader, thing, rows, examples)


def _entry(
    reader: Reader, thing: ThingFacts, rows: Sequence[ReferenceRow], examples: Sequence[tuple[Name, Name | None]]
) -> ReferenceEntry:
    labels = reader.published.labels(thing.iri)
    kinds = (iri.rpartition("#")[2] for iri in thing.all("rdf:type"))
    return ReferenceEntry(
        anchor=thing.iri.removeprefix(NS),
        name=reader.name(thing.iri),
        others=[(language, text) for language, text in labels.items() if language not in ("", reader.language)],
        definition=thing.text("skos:definition"),
        rows=rows,
        traits=[_TRAITS[kind] for kind in kinds if kind in _TRAITS],
        uses=uses(reader.published).get(thing.iri, 0),
        examples=examples,
    )


def _row(reader: Reader, key: str, iris: Iterator[str] | Sequence[str]) -> Iterator[ReferenceRow]:
    names = reader.names(dict.fromkeys(iris))
    if names:
        yield ReferenceRow(key, names)


def _both(thing: ThingFacts, properties: Sequence[str]) -> list[str]:
    return [iri for name in properties for iri in thing.all(name) if not iri.startswith("_:") and ":" in iri]


@per_version()
def _pointing(published: Published, path: str) -> dict[str, list[str]]:
    """Return our terms that the ontology leads from by a path, by the terms it leads to."""
    graph, found = published.base.graph("ontology"), dict[str, list[str]]()
    for row in published.rows(f"SELECT DISTINCT ?from ?to {{ GRAPH <{graph}> {{ ?from {path} ?to }} }}"):
        if row["from"].startswith(NS):
            found.setdefault(row["to"], []).append(row["from"])
    return found


@per_version()
def _members(published: Published, term: str) -> list[str]:
    if term.removeprefix(NS) in APART:
        return []  # their addresses lead elsewhere
    rows = published.rows(f"SELECT DISTINCT ?it {{ ?it a <{term}> FILTER(isIRI(?it)) }} LIMIT {_EXAMPLES}")
    return [row["it"] for row in rows]


@per_version()
def _statements(published: Published, term: str) -> list[tuple[str, str]]:
    rows = published.rows(f"SELECT ?s ?o {{ ?s <{term}> ?o FILTER(isIRI(?s)) }} LIMIT {_EXAMPLES}")
    return [(row["s"], row["o"]) for row in rows]


def _value(reader: Reader, text: str) -> Name:
    if text.startswith((reader.published.base.root, NS)):
        return reader.name(text)
    return Name(text, text if text.startswith(("http://", "https://")) else None)


@per_version()
def uses(published: Published) -> dict[str, int]:
    """Return how many things each class has and how many statements each property makes."""
    counts = {**class_counts(published), **property_counts(published)}
    return {term: count for term, count in counts.items() if not term.startswith(PREFIXES["rdf"])}
