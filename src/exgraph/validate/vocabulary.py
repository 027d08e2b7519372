"""Whether facts use the vocabulary as the ontology defines it: its names, what a property leads from and to.

Reasoning takes a domain as something to conclude; here it is something to hold, before anything is concluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from exgraph.model.iri import NS, expand
from exgraph.model.node import write
from exgraph.model.ntriples import LANGUAGE_STRING
from exgraph.model.report import Severity
from exgraph.validate.datatype import is_well_formed
from exgraph.validate.facts import TYPE
from exgraph.validate.finding import Finding
from exgraph.validate.term import literal, plain

SHAPES = "https://w3id.org/exgraph/shapes#"
_SCHEMA = Namespace("https://schema.org/")
_ANY = {write(RDFS.Literal), write(RDFS.Resource), write(OWL.Thing)}
_MESSAGES: dict[str, dict[str, str]] = {
    "property-unknown": {
        "ja": "この語彙にない性質です: {name}。つづりを確かめてください。",
        "en": "The vocabulary has no property {name}. See how it is spelt.",
        "ru": "В словаре нет свойства {name}. Проверьте написание.",
    },
    "class-unknown": {
        "ja": "この語彙にない分類です: {name}。つづりを確かめてください。",
        "en": "The vocabulary has no class {name}. See how it is spelt.",
        "ru": "В словаре нет класса {name}. Проверьте написание.",
    },
    "property-foreign": {
        "ja": "このグラフで使わない性質です: {name}。つづりを確かめるか、オントロジーか規則に加えてください。",
        "en": "This graph does not use {name}. See how it is spelt, or add it to ontology or shapes.",
        "ru": "Этот граф не использует {name}. Проверьте написание или добавьте в онтологию либо правила.",
    },
    "class-foreign": {
        "ja": "このグラフで使わない分類です: {name}。つづりを確かめるか、オントロジーか規則に加えてください。",
        "en": "This graph has no class {name}. See how it is spelt, or add it to ontology or shapes.",
        "ru": "В этом графе нет класса {name}. Проверьте написание или добавьте в онтологию либо правила.",
    },
    "property-misplaced": {
        "ja": "{name} を持てるのは {expected} です。分類か、性質を置いたものを確かめてください。",
        "en": "Only {expected} has {name}. Check the class, or what the property was put on.",
        "ru": "Свойство {name} бывает только у {expected}. Проверьте класс или место свойства.",
    },
    "value-kind": {
        "ja": "{name} の値は {expected} でなければなりません。",
        "en": "The value of {name} has to be {expected}.",
        "ru": "Значением {name} должно быть {expected}.",
    },
    "class-missing": {
        "ja": "分類がありません。class 列または kind 列を確かめてください。",
        "en": "It has no class. Check its class or kind column.",
        "ru": "Класс не указан. Проверьте столбец class или kind.",
    },
}


@dataclass
class _Property:
    """A property of ours: what it may lead from and to, as terms; nothing where the ontology does not say."""

    is_object: bool
    domain: set[str] = field(default_factory=set)
    range: set[str] = field(default_factory=set)


class Vocabulary:
    """The names that an ontology defines or that it and the shapes use."""

    def __init__(self, ontology: Graph, shapes: Graph) -> None:
        self._properties = {
            write(name): _Property(
                kind == OWL.ObjectProperty,
                _named(ontology, name, RDFS.domain, _SCHEMA.domainIncludes),
                _named(ontology, name, RDFS.range, _SCHEMA.rangeIncludes),
            )
            for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
            for name in ontology.subjects(RDF.type, kind)
            if str(name).startswith(NS)
        }
        self._classes = {write(name) for name in ontology.subjects(RDF.type, OWL.Class)}
        self._used = {write(term) for graph in (ontology, shapes) for triple in graph for term in triple}
        self._used |= {f"<{expand(name)}>" for name in _PLAIN}
        self._types = {
            write(thing): {write(kind) for kind in ontology.objects(thing, RDF.type)}
            for thing in set(ontology.subjects(RDF.type, SKOS.Concept))
        }

    def misuses(self, lines: Callable[[], Iterable[str]], things: str) -> Iterator[Finding]:
        """Yield a finding for each fact that uses the vocabulary as it is not meant.

        Args:
            lines: gives the facts as N-Triples lines, with the types that subclasses add.
            things: how the IRIs of things begin; of others nothing is asked.
        """
        types = {thing: set(kinds) for thing, kinds in self._types.items()}
        for line in lines():
            subject, predicate, rest = line.split(" ", 2)
            if predicate == TYPE:
                types.setdefault(subject, set()).add(rest.rstrip()[:-2])
        untyped: dict[str, None] = {}
        for line in lines():
            subject, predicate, rest = line.split(" ", 2)
            if subject not in types and subject.startswith(f"<{things}"):
                untyped[subject] = None
            yield from self._misuse(subject, predicate, rest.rstrip()[:-2], types)
        for subject in untyped:
            yield _finding("class-missing", "violation", subject, TYPE, None)

    def _misuse(self, subject: str, predicate: str, value: str, types: dict[str, set[str]]) -> Iterator[Finding]:
        if predicate == TYPE:
            if value not in self._classes and value not in self._used:
                code = "class-unknown" if value.startswith(f"<{NS}") else "class-foreign"
                yield _finding(code, "violation", subject, predicate, value, name=value)
            return
        declared = self._properties.get(predicate)
        if declared is None:
            if predicate.startswith(f"<{NS}"):
                yield _finding("property-unknown", "violation", subject, predicate, value, name=predicate)
            elif predicate not in self._used:
                yield _finding("property-foreign", "violation", subject, predicate, value, name=predicate)
            return
        kinds = types.get(subject)
        if kinds and declared.domain and declared.domain.isdisjoint(kinds):
            yield _finding(
                "property-misplaced", "violation", subject, predicate, value, name=predicate, expected=declared.domain
            )
        if not _fits(declared, value, types):
            expected = declared.range or {"an IRI" if declared.is_object else "a literal"}
            yield _finding("value-kind", "violation", subject, predicate, value, name=predicate, expected=expected)


_PLAIN = (
    *("rdfs:label", "skos:altLabel", "skos:hiddenLabel", "skos:prefLabel", "skos:note", "skos:inScheme"),
    *("skos:Concept", "skos:ConceptScheme", "prov:wasDerivedFrom", "dcterms:isReplacedBy", "qb:DataSet", "qb:dataSet"),
    *("qb:structure", "geosparql:Geometry", "geosparql:hasGeometry", "geosparql:asWKT", "geo:lat", "geo:long"),
)
"""Names of other vocabularies that mappings use."""


def _named(ontology: Graph, name: Node, *predicates: URIRef) -> set[str]:
    """Return the classes or datatypes that are named; nothing where one of them is an expression."""
    found = [value for predicate in predicates for value in ontology.objects(name, predicate)]
    return set() if any(isinstance(value, BNode) for value in found) else {write(value) for value in found}


def _fits(declared: _Property, value: str, types: dict[str, set[str]]) -> bool:
    said = literal(value)
    if declared.is_object:
        kinds = types.get(value)
        return said is None and (not kinds or not declared.range or bool(declared.range & (kinds | _ANY)))
    if said is None:
        return False
    if not declared.range or declared.range & _ANY:
        return is_well_formed(said)
    if f"<{said.datatype}>" not in declared.range:
        # A text in a language is a text.
        return said.datatype == LANGUAGE_STRING and f"<{LANGUAGE_STRING}>" in declared.range
    return is_well_formed(said)


def _finding(
    code: str,
    severity: Severity,
    subject: str,
    predicate: str,
    value: str | None,
    *,
    name: str = "",
    expected: Iterable[str] = (),
) -> Finding:
    words = {"name": _short(name), "expected": ", ".join(sorted(map(_short, expected)))}
    return Finding(
        severity=severity,
        focus=plain(subject),
        path=plain(predicate),
        value=None if value is None else plain(value),
        shape=SHAPES + code,
        component=SHAPES + code,
        messages={language: text.format(**words) for language, text in _MESSAGES[code].items()},
    )


def _short(term: str) -> str:
    return plain(term).replace(NS, "exg:")
