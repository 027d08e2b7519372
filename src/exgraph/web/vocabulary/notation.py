"""Notation in queries: addresses, names, code lists and dates, each with an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.model.iri import PREFIXES, SCHEMES
from exgraph.model.vocabulary import MAIN_CLASSES
from exgraph.reading.reader import Name, Reader, per_reader


@dataclass(frozen=True)
class AddressForm:
    """The addresses of one kind of thing: the prefix, its meaning, and one thing under it, if any."""

    prefix: str
    iri: str
    short: str
    thing: Name | None


@dataclass(frozen=True)
class CodeList:
    """The values of one code list: its name, and each value as it is written in a query with what it is called."""

    prefix: str
    name: Name
    values: Sequence[tuple[str, Name]]


@dataclass(frozen=True)
class Notation:
    """Everything that a query needs to know beside classes and properties."""

    declarations: str
    addresses: Sequence[AddressForm]
    lists: Sequence[CodeList]
    datatypes: Sequence[tuple[str, str, str]]


_USED = ("exg", "rdfs", "skos", "prov", "xsd", "dcterms", "geo")

_DATATYPES = (
    ("exg:start", "xsd:date, xsd:gYearMonth, xsd:gYear", '"2018-07-09"^^xsd:date, "2018-07"^^xsd:gYearMonth'),
    ("exg:earliest", "xsd:date", '"2018-07-01"^^xsd:date'),
    ("exg:year", "xsd:integer", "2018"),
    ("exg:headcount", "xsd:integer", "15"),
    ("exg:value", "xsd:decimal", "38.5"),
    ("exg:edtf", "EDTF-level0, EDTF-level2", "2018-07-09/2018-07-13"),
    ("rdfs:label", "rdf:langString", '"Nevelsk"@en, "ネベリスク"@ja, "Невельск"@ru'),
    ("exg:kana", "rdf:langString", '"わっかないし"@ja-Hira'),
    ("exg:title", "rdf:langString", '"札幌マラソン大会"@ja'),
)
"""A property of each form of value, its datatypes, and a value."""


_CLASSES = {segment: kind for kind, (segment, _, _) in MAIN_CLASSES.items()}
"""The class of things by what follows `id/` in their addresses."""

_SEEN = 200
"""Things among which an example is chosen."""


@per_reader()
def read(reader: Reader) -> Notation:
    """Return how things are written; it is made once for a version and language."""
    known = reader.published.base.prefixes()
    declared = {name: PREFIXES[name] for name in _USED} | known
    return Notation(
        "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in declared.items()),
        [_address(reader, name, iri) for name, iri in known.items() if name not in SCHEMES],
        [found for scheme in SCHEMES if (found := _code_list(reader, scheme, known[scheme])).values],
        _DATATYPES,
    )


def _address(reader: Reader, prefix: str, iri: str) -> AddressForm:
    """Return a kind's address with one thing of it: of some, that of the shortest address."""
    kind = _CLASSES[prefix]
    rows = reader.published.rows(f"SELECT ?it {{ ?it a exg:{kind} }} LIMIT {_SEEN}")
    if not rows:
        return AddressForm(prefix, iri, f"{prefix}:…", None)
    thing = min((row["it"] for row in rows), key=lambda each: (len(each), each))
    key = thing.removeprefix(iri)
    # A slash in a prefixed name must be escaped.
    short = f"<{thing}>" if "/" in key or "%" in key else f"{prefix}:{key}"
    return AddressForm(prefix, iri, short, reader.name(thing))


def _code_list(reader: Reader, scheme: str, iri: str) -> CodeList:
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?it {{ ?it a skos:Concept . FILTER(STRSTARTS(STR(?it), "{iri}")) }} ORDER BY ?it"""
    )
    values = [(f"{scheme}:{row['it'].removeprefix(iri)}", reader.name(row["it"])) for row in rows]
    return CodeList(scheme, reader.name(reader.published.base.thing("scheme", scheme)), values)
