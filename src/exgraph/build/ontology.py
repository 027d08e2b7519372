"""Between Turtle files, rdflib's graphs and lines: the ontology, and the facts that are to be validated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal
from rdflib.compare import to_canonical_graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from exgraph.errors import Location, MappingError
from exgraph.mapping.term import iri, literal, name
from exgraph.model.iri import NS, Base

_TYPE = name("rdf:type")
GRAPH = "ontology"
"""The name of the ontology's graph."""


def read(folder: Path) -> Graph:
    """Read every Turtle file of a folder into one graph; blank nodes are named by what they say, so that runs agree.

    Raises:
        MappingError: a file that is not Turtle, or no file at all.
    """
    ontology = Graph()
    paths = sorted(folder.glob("*.ttl"))
    if not paths:
        raise MappingError("holds no Turtle file", at=Location(folder), remedy="put the ontology there")
    for path in paths:
        try:
            ontology.parse(path, format="turtle")
        except BadSyntax as error:
            raise MappingError(f"is not Turtle: {error._why}", at=Location(path, error.lines + 1)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise MappingError(f"cannot be read: {error}", at=Location(path)) from error
    named = to_canonical_graph(ontology)
    named.namespace_manager = ontology.namespace_manager
    return named


def lines(ontology: Graph, base: Base) -> Iterator[str]:
    """Yield the ontology as N-Quads lines."""
    named = iri(base.graph(GRAPH))
    for subject, predicate, object_ in ontology:
        yield f"{_term(subject)} {_term(predicate)} {_term(object_)} {named} .\n"


def labels(ontology: Graph) -> dict[str, dict[str, str]]:
    """Return the labels of the ontology's terms: by local name, then by language."""
    found: dict[str, dict[str, str]] = {}
    for subject, label in ontology.subject_objects(RDFS.label):
        if isinstance(label, Literal) and label.language and str(subject).startswith(NS):
            found.setdefault(str(subject).removeprefix(NS), {})[label.language] = str(label)
    return found


def roots(ontology: Graph) -> set[str]:
    """Return the local names of our classes that are under no other class of ours."""
    classes = {
        str(each).removeprefix(NS) for each in ontology.subjects(RDF.type, OWL.Class) if str(each).startswith(NS)
    }
    under = {
        str(lower).removeprefix(NS)
        for lower, upper in ontology.subject_objects(RDFS.subClassOf)
        if str(upper).startswith(NS)
    }
    return classes - under


def present(classes: Collection[str], triples: Iterable[str]) -> list[str]:
    """Return the IRIs of those classes, given by their local names, that have things in N-Triples lines."""
    types = (line.split(" ", 2)[2] for line in triples if f" {_TYPE} <{NS}" in line)
    found = {term.rstrip()[len(NS) + 1 : -3] for term in types}
    return [NS + name for name in sorted(found.intersection(classes))]


def _term(node: Node) -> str:
    if isinstance(node, Literal):
        # A literal in a language has the datatype rdf:langString, which is not written.
        return literal(str(node), node.language, None if node.language or not node.datatype else str(node.datatype))
    return f"_:{node}" if isinstance(node, BNode) else iri(str(node))
