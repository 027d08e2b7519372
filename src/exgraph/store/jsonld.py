"""JSON-LD 1.1, compacted with a context that stands in the document itself: nothing has to be fetched to read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import pyoxigraph

from exgraph.errors import QueryError
from exgraph.model.iri import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_Json = str | dict[str, str]
_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


def write(triples: Iterable[pyoxigraph.Triple]) -> Iterator[bytes]:
    """Yield a document piece by piece: the context, then one node for each subject in order of appearance.

    Raises:
        QueryError: a triple has a triple for its object, which JSON-LD cannot hold.
    """
    nodes: dict[str, dict[str, list[_Term]]] = {}
    seen: set[str] = set()
    for triple in triples:
        if isinstance(triple.object, pyoxigraph.Triple) or isinstance(triple.subject, pyoxigraph.Triple):
            raise QueryError("JSON-LD has no place for a triple inside a triple", remedy="ask for Turtle")
        subject = _name(triple.subject)
        nodes.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
        seen.update(_scheme(each) for each in (subject, triple.predicate.value, _name(triple.object)))
    # An IRI such as geo:45.4,141.7 would be read as a name with the prefix geo.
    short = _Short({name: iri for name, iri in PREFIXES.items() if name not in seen})
    yield b'{"@context":' + _dumps(short.prefixes) + b',"@graph":['
    for number, (subject, facts) in enumerate(nodes.items()):
        node: dict[str, _Json | list[_Json]] = {"@id": short(subject)}
        for property_, objects in facts.items():
            key, values = _property(property_, objects, short)
            node[key] = values[0] if len(values) == 1 else values
        yield (b",\n" if number else b"\n") + _dumps(node)
    yield b"\n]}\n"


class _Short:
    """Writes IRIs with the prefixes of a context."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes

    def __call__(self, iri: str) -> str:
        for name, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                local = iri.removeprefix(namespace)
                # name://... is never read as a prefixed name (JSON-LD 1.1 API, 5.2).
                return iri if local.startswith("//") else f"{name}:{local}"
        return iri


def _property(property_: str, objects: list[_Term], short: _Short) -> tuple[str, list[_Json]]:
    if property_ == _TYPE and not any(isinstance(each, pyoxigraph.Literal) for each in objects):
        return "@type", [short(_name(each)) for each in objects]
    return short(property_), [_value(each, short) for each in objects]


def _value(term: _Term, short: _Short) -> _Json:
    if not isinstance(term, pyoxigraph.Literal):
        return {"@id": short(_name(term))}
    if term.language:
        direction = {"@direction": str(term.direction)} if term.direction else {}
        return {"@language": term.language, "@value": term.value, **direction}
    if term.datatype.value == _STRING:
        return term.value
    return {"@type": short(term.datatype.value), "@value": term.value}


def _name(term: object) -> str:
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    return f"_:{term.value}" if isinstance(term, pyoxigraph.BlankNode) else ""


def _scheme(iri: str) -> str:
    return iri.partition(":")[0]


def _dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
