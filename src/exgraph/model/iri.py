"""The bases of all IRIs, and how an IRI is made from a stable key."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

NS = "https://w3id.org/exgraph/ns#"
ONTOLOGY = "https://w3id.org/exgraph/ns"

PREFIXES: dict[str, str] = {
    "exg": NS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


_KINDS = (
    "place",
    "event",
    "agreement",
    "organisation",
    "series",
    "venue",
    "official",
    "route",
    "indicator",
    "participation",
    "observation",
    "record",
    "source",
)
"""Kinds of things whose addresses have a prefix of their own: `place:wakkanai`."""

SCHEMES = ("dating", "mode", "qualifier", "review", "role", "status", "transport", "unit", "value-kind")
"""Code lists of the ontology whose values have one: `status:held`."""


@dataclass(frozen=True)
class Base:
    """The base of things, a setting; the base of the vocabulary never changes."""

    root: str = "https://w3id.org/exgraph/"

    def thing(self, *parts: str) -> str:
        """Return the IRI of the thing with this key: `thing("event", "hokkaido-russia-db", "417-2")`.

        Each part is NFC-normalised and percent-encoded, so that equal keys give equal IRIs.
        """
        return self.root + "id/" + "/".join(_encode(part) for part in parts)

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes by which queries name things and the values of code lists: `place:wakkanai`."""
        kinds = {kind: self.thing(kind, "") for kind in _KINDS}
        return kinds | {scheme: self.thing("concept", scheme, "") for scheme in SCHEMES}

    def graph(self, name: str) -> str:
        """Return the IRI of a named graph."""
        return self.root + "graph/" + _encode(name)


def _encode(part: str) -> str:
    # A key may itself hold slashes (participation 417/1): they stay path separators.
    return quote(unicodedata.normalize("NFC", part), safe="/-._~")


def expand(name: str) -> str:
    """Return the IRI of a prefixed name such as `exg:Event`.

    Raises:
        KeyError: the prefix is not one of PREFIXES.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself where it is in no namespace of PREFIXES."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
